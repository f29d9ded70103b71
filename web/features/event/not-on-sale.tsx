import { Link } from '@tanstack/react-router'
import type { Event } from '../../../contract/shapes/events.ts'
import { useCountdown } from '../../clock/use-countdown.ts'
import { formatUntil, speakCountdown } from '../../format/countdown.ts'
import { formatMoment } from '../../format/dates.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Why nothing can be booked right now, and what to do instead. */
export function NotOnSale({ event }: { event: Event }) {
  if (event.status === 'scheduled') return <Opens event={event} />
  const { title, text } = words[event.status as keyof typeof words] ?? words.closed
  return (
    <Notice
      title={title}
      actions={
        <Link to="/" className={buttonStyle('quiet', 's')}>
          See other events
        </Link>
      }
    >
      {text}
    </Notice>
  )
}

const words = {
  closed: { title: 'The sale has ended', text: 'Tickets for this event are no longer sold here.' },
  past: { title: 'This event is over', text: 'If you were there, your tickets are under My bookings.' },
  cancelled: {
    title: 'This event was cancelled',
    text: 'If you had tickets, look under My bookings for what happens with your money.',
  },
  draft: { title: 'Not published yet', text: 'Only the organiser can see this page.' },
}

function Opens({ event }: { event: Event }) {
  const left = useCountdown(event.onSaleAt)
  if (!event.onSaleAt || left === null) {
    return <Notice title="The sale has not opened">The organiser has not said yet when it will.</Notice>
  }
  return (
    <div className="panel relative isolate overflow-hidden px-6 py-10 text-center sm:py-14">
      <div className="absolute inset-0 -z-10 bg-[radial-gradient(closest-side,var(--glow),transparent)] opacity-70" />
      <h2 className="text-heading font-bold">The sale opens in</h2>
      <p
        role="timer"
        aria-label={speakCountdown(left)}
        className="tabular mt-3 font-display text-6xl font-extrabold tracking-tight text-accent-text sm:text-7xl"
      >
        <span aria-hidden="true">{formatUntil(left)}</span>
      </p>
      <p className="mt-4 text-ink-soft">
        {formatMoment(event.onSaleAt)}. Stay here: this page opens by itself, nothing needs to be reloaded.
      </p>
    </div>
  )
}
