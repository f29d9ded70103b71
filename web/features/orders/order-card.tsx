import { Link } from '@tanstack/react-router'
import type { Order } from '../../../contract/shapes/orders.ts'
import { formatShortDay, formatTime } from '../../format/dates.ts'
import { formatPrice } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { Badge } from '../../ui/badge.tsx'
import { buttonStyle } from '../../ui/button.tsx'
import { CancelButton } from './cancel-button.tsx'
import { wordsOfState } from './order-state.ts'
import { joinLabels } from './seat-label.ts'
import type { OrderGroup } from './sort-orders.ts'

/** One booking in the list: what, when, where, which seats, and what can be done with it. */
export function OrderCard({ order, group }: { order: Order; group: OrderGroup }) {
  const t = useTexts().orders
  const { event } = order
  const state = wordsOfState(order.state)
  return (
    <article className="panel overflow-hidden sm:grid sm:grid-cols-[13rem_1fr]">
      <Artwork
        src={event.artwork}
        title={event.title}
        className={`h-32 w-full sm:h-full ${group === 'upcoming' ? '' : 'opacity-70 grayscale-60'}`}
      />
      <div className="grid gap-4 p-5 sm:p-6">
        <div>
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
            <p className="tabular text-sm font-semibold text-accent-text">
              {formatShortDay(event.startsAt, event.timezone, new Date())} ·{' '}
              {formatTime(event.startsAt, event.timezone)}
            </p>
            <Badge tone={state.tone}>{state.text}</Badge>
          </div>
          <h2 className="mt-1.5 text-heading font-bold tracking-tight">{event.title}</h2>
          <p className="text-ink-soft">{[event.venue.name, event.venue.city].filter(Boolean).join(', ')}</p>
        </div>
        <p className="text-[0.9375rem]">
          {joinLabels(order.seats.map((seat) => seat.label))}{' '}
          <span className="tabular text-ink-faint">
            · {formatPrice(order.total)} · {order.number}
          </span>
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {group === 'cancelled' ? (
            <>
              <Link to="/events/$slug" params={{ slug: event.slug }} className={buttonStyle('quiet')}>
                {t.bookAgain}
              </Link>
              <Link to="/orders/$orderId" params={{ orderId: order.id }} className={buttonStyle('ghost')}>
                {t.details}
              </Link>
            </>
          ) : (
            <>
              <Link
                to="/orders/$orderId"
                params={{ orderId: order.id }}
                className={buttonStyle(group === 'upcoming' ? 'primary' : 'quiet')}
              >
                {order.state === 'awaiting_payment' ? t.payNow : t.showTickets(order.tickets.length)}
              </Link>
              {group === 'upcoming' ? <CancelButton order={order} /> : null}
            </>
          )}
        </div>
      </div>
    </article>
  )
}
