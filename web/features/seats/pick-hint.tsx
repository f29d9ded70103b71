import { Link } from '@tanstack/react-router'
import { Clock, MousePointerClick } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { explainLimits, whyFull } from './limits.ts'

/** Before the first seat is chosen: how it works, and how many one may have. */
export function PickHint({ event, asList }: { event: Event; asList: boolean }) {
  return (
    <Hint
      Picture={MousePointerClick}
      title={asList ? 'Choose seats from the list.' : 'Choose seats on the map.'}
    >
      {explainLimits(event)}
    </Hint>
  )
}

/** While places are reserved: why the map does not take more, and what can be done about it. */
export function HeldHint() {
  return (
    <Hint Picture={Clock} title="Yours for now.">
      Check out in time, or change them to choose others.
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
  return (
    <Notice
      tone="good"
      title="You have your places"
      actions={
        <Link to="/bookings" className={buttonStyle('quiet', 's')}>
          Show my tickets
        </Link>
      }
    >
      {whyFull(event, owned, 0)}
    </Notice>
  )
}
