import { Link } from '@tanstack/react-router'
import { MousePointerClick } from 'lucide-react'
import type { Event } from '../../../contract/schemas.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { explainLimits, whyFull } from './limits.ts'

/** Before the first seat is chosen: how it works, and how many one may have. */
export function PickHint({ event, asList }: { event: Event; asList: boolean }) {
  return (
    <div className="flex items-start gap-3 text-[0.9375rem] leading-relaxed text-ink-soft lg:panel lg:p-6">
      <MousePointerClick aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent-text" />
      <div>
        <p className="font-medium text-ink max-lg:inline">
          {asList ? 'Choose seats from the list. ' : 'Choose seats on the map. '}
        </p>
        <p className="max-lg:inline">{explainLimits(event)}</p>
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
