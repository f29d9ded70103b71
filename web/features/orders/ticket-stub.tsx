import { clsx } from 'clsx'
import { Maximize2, Send } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OrderEvent } from '../../../contract/shapes/order-event.ts'
import type { Ticket } from '../../../contract/shapes/tickets.ts'
import { formatDay, formatShortDay, formatTime } from '../../format/dates.ts'
import { formatPrice } from '../../format/money.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { AttendeeName } from './attendee-name.tsx'
import { QrCode } from './qr-code.tsx'
import { splitLabel } from './seat-label.ts'

interface TicketStubProps {
  event: OrderEvent
  orderNumber: string
  ticket: Ticket
  /** Whose name stands on a ticket that has none of its own. */
  usualName: string
  onScan: () => void
  /** What can be done with it. */
  tools?: ReactNode
}

/** A ticket as it is remembered: picture, seat, tear line, code. */
export function TicketStub({ event, orderNumber, ticket, usualName, onScan, tools }: TicketStubProps) {
  const t = useTexts()
  const isValid = ticket.state === 'valid'
  const { where, place } = splitLabel(ticket.seat.label)
  return (
    <article
      aria-label={t.orders.ticket(placeName(ticket.seat.label))}
      className="relative grid break-inside-avoid overflow-hidden rounded-lg bg-surface shadow-card ring-1 ring-line ring-inset sm:grid-cols-[1fr_13rem]"
    >
      <div className={clsx('grid sm:grid-cols-[8.5rem_1fr]', !isValid && 'grayscale')}>
        <Artwork
          src={event.artwork}
          title={event.title}
          className={clsx('h-24 w-full sm:h-full', !isValid && 'opacity-60')}
        />
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
              {ticket.seat.category} · {formatPrice(ticket.seat.price)}
            </p>
            {isValid ? <AttendeeName ticket={ticket} usual={usualName} /> : null}
          </div>
        </div>
      </div>
      <div className="relative grid place-items-center gap-3 border-dashed border-line p-5 max-sm:border-t-2 sm:border-s-2">
        <Notch className="-start-2.5 -top-2.5" />
        <Notch className="-end-2.5 -top-2.5 sm:-start-2.5 sm:end-auto sm:top-auto sm:-bottom-2.5" />
        {isValid ? (
          <>
            <Code ticket={ticket} onScan={onScan} />
            <p className="tabular flex items-center gap-1.5 text-sm text-ink-faint">
              <Maximize2 aria-hidden="true" className="size-3.5" />
              {orderNumber}
            </p>
          </>
        ) : ticket.transferredTo ? (
          <PassedOn to={ticket.transferredTo} timezone={event.timezone} />
        ) : (
          <p className="py-10 text-center font-display text-lg font-bold text-ink-soft">
            {t.orders.notValid}
          </p>
        )}
      </div>
      {isValid && tools ? (
        <div className="border-t border-line px-3 py-2 sm:col-span-2 sm:px-4">{tools}</div>
      ) : null}
    </article>
  )
}

function Code({ ticket, onScan }: { ticket: Ticket; onScan: () => void }) {
  const t = useTexts()
  if (ticket.code === undefined)
    return (
      <p aria-busy="true" className="skeleton grid size-40 place-items-center rounded-md">
        <span className="sr-only">{t.tickets.code}</span>
      </p>
    )
  return (
    <button
      type="button"
      onClick={onScan}
      className="group rounded-md bg-white p-2 shadow-[0_0_0_1px_var(--line)] transition-transform hover:scale-[1.02]"
    >
      <QrCode text={ticket.code} label={t.orders.showCode} className="size-36" />
    </button>
  )
}

function PassedOn({ to, timezone }: { to: NonNullable<Ticket['transferredTo']>; timezone: string }) {
  const t = useTexts().tickets
  return (
    <div className="grid justify-items-center gap-2 py-6 text-center">
      <Send aria-hidden="true" className="size-6 text-ink-faint" />
      <p className="font-display text-lg font-bold">{t.passedOn}</p>
      <p className="text-sm wrap-anywhere text-ink-soft">
        {t.passedOnTo(to.name, formatShortDay(to.at, timezone, new Date()))}
      </p>
    </div>
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
