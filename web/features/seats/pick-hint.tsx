import { Link } from '@tanstack/react-router'
import { Clock, MousePointerClick } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import { useTexts } from '../../i18n/texts.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { explainLimits, whyFull } from './limits.ts'

/** Before the first seat is chosen: how it works, and how many one may have. */
export function PickHint({ event, asList }: { event: Event; asList: boolean }) {
  const { hints } = useTexts().seats
  return (
    <Hint Picture={MousePointerClick} title={asList ? hints.list : hints.map}>
      {explainLimits(event)}
    </Hint>
  )
}

/** While places are reserved: why the map does not take more, and what can be done about it. */
export function HeldHint() {
  const { hints } = useTexts().seats
  return (
    <Hint Picture={Clock} title={hints.held}>
      {hints.heldText}
    </Hint>
  )
}

function Hint({ Picture, title, children }: { Picture: typeof Clock; title: string; children: ReactNode }) {
  return (
    <div className="flex items-start gap-3 text-[0.9375rem] leading-relaxed text-ink-soft lg:panel lg:p-6">
      <Picture aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent-text" />
      <div>
        <p className="font-medium text-ink max-lg:inline">{title} </p>
        <p className="max-lg:inline">{children}</p>
      </div>
    </div>
  )
}

/** Nothing more may be had, and why. */
export function LimitReached({ event, owned }: { event: Event; owned: number }) {
  const t = useTexts().seats
  return (
    <Notice
      tone="good"
      title={t.limitReached}
      actions={
        <Link to="/bookings" className={buttonStyle('quiet', 's')}>
          {t.showMyTickets}
        </Link>
      }
    >
      {whyFull(event, owned, 0)}
    </Notice>
  )
}
