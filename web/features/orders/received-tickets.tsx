import { Link } from '@tanstack/react-router'
import type { HeldTicket } from '../../../contract/shapes/tickets.ts'
import { formatShortDay, formatTime } from '../../format/dates.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { buttonStyle } from '../../ui/button.tsx'

/** Tickets that others passed on to the visitor. */
export function ReceivedTickets({ tickets }: { tickets: readonly HeldTicket[] }) {
  const t = useTexts().tickets.received
  if (tickets.length === 0) return null
  return (
    <section aria-labelledby="received" className="mt-10 grid gap-4">
      <h2 id="received" className="text-heading font-bold tracking-tight">
        {t.title}
      </h2>
      <ul className="grid gap-4 sm:grid-cols-2">
        {tickets.map(({ id, event, seat, receivedFrom }) => (
          <li key={id} className="panel grid grid-cols-[5.5rem_1fr] overflow-hidden">
            <Artwork src={event.artwork} title={event.title} className="h-full w-full" />
            <div className="grid gap-3 p-4">
              <div>
                <p className="tabular text-sm font-semibold text-accent-text">
                  {formatShortDay(event.startsAt, event.timezone, new Date())} ·{' '}
                  {formatTime(event.startsAt, event.timezone)}
                </p>
                <h3 className="font-display text-lg leading-tight font-bold">{event.title}</h3>
                <p className="text-sm text-ink-soft">{placeName(seat.label)}</p>
                {receivedFrom ? <p className="text-sm text-ink-faint">{t.from(receivedFrom)}</p> : null}
              </div>
              <Link
                to="/tickets/$ticketId"
                params={{ ticketId: id }}
                className={buttonStyle('quiet', 's', 'justify-self-start')}
              >
                {t.show}
              </Link>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
