import { clsx } from 'clsx'
import { Maximize2 } from 'lucide-react'
import type { Order } from '../../../contract/shapes/orders.ts'
import type { Ticket } from '../../../contract/shapes/tickets.ts'
import { formatDay, formatTime } from '../../format/dates.ts'
import { formatPrice } from '../../format/money.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { QrCode } from './qr-code.tsx'
import { splitLabel } from './seat-label.ts'

interface TicketStubProps {
  order: Order
  ticket: Ticket
  onScan: () => void
}

/** A ticket as it is remembered: picture, seat, tear line, code. */
export function TicketStub({ order, ticket, onScan }: TicketStubProps) {
  const t = useTexts().orders
  const { event } = order
  const valid = ticket.state === 'valid'
  const { where, place } = splitLabel(ticket.seat.label)
  return (
    <article
      aria-label={t.ticket(placeName(ticket.seat.label))}
      className={clsx(
        'relative grid break-inside-avoid overflow-hidden rounded-lg bg-surface shadow-card ring-1 ring-line ring-inset sm:grid-cols-[1fr_13rem]',
        !valid && 'opacity-60 grayscale',
      )}
    >
      <div className="grid sm:grid-cols-[8.5rem_1fr]">
        <Artwork src={event.artwork} title={event.title} className="h-24 w-full sm:h-full" />
        <div className="flex flex-col gap-4 p-5 sm:p-6">
          <div>
            <p className="font-display text-xl leading-tight font-bold tracking-tight">{event.title}</p>
            <p className="mt-1 text-sm text-ink-soft">
              {formatDay(event.startsAt, event.timezone)}, {formatTime(event.startsAt, event.timezone)}
            </p>
            <p className="text-sm text-ink-soft">{event.venue.name}</p>
          </div>
          <div className="mt-auto">
            {where ? <p className="text-sm font-medium text-accent-text">{where}</p> : null}
            <p className="font-display text-2xl leading-tight font-extrabold tracking-tight">{place}</p>
            <p className="mt-1 text-sm text-ink-faint">
              {ticket.seat.category} · {formatPrice(ticket.seat.price)} · {order.buyer.name}
            </p>
          </div>
        </div>
      </div>
      <div className="relative grid place-items-center gap-3 border-dashed border-line p-5 max-sm:border-t-2 sm:border-s-2">
        <Notch className="-start-2.5 -top-2.5" />
        <Notch className="-end-2.5 -top-2.5 sm:-start-2.5 sm:end-auto sm:top-auto sm:-bottom-2.5" />
        {valid ? (
          <>
            <button
              type="button"
              onClick={onScan}
              className="group rounded-md bg-white p-2 shadow-[0_0_0_1px_var(--line)] transition-transform hover:scale-[1.02]"
            >
              <QrCode text={ticket.code} label={t.showCode} className="size-36" />
            </button>
            <p className="tabular flex items-center gap-1.5 text-sm text-ink-faint">
              <Maximize2 aria-hidden="true" className="size-3.5" />
              {order.number}
            </p>
          </>
        ) : (
          <p className="py-10 text-center font-display text-lg font-bold">{t.notValid}</p>
        )}
      </div>
    </article>
  )
}

function Notch({ className }: { className: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'absolute size-5 rounded-full bg-stage shadow-[inset_0_0_0_1px_var(--line)]',
        className,
      )}
    />
  )
}
