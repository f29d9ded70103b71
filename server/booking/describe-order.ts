import type { BookedSeat } from '../../contract/shapes/holds.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import type { Ticket } from '../../contract/shapes/tickets.ts'
import { orderNumber } from '../domain/order-number.ts'
import type { Sale } from '../inventory/sale.ts'
import type { OrderRow } from '../sql/read-orders.ts'
import type { Booking } from './booking.ts'
import { describeSeats } from './describe-hold.ts'
import { describeMoney } from './describe-money.ts'
import { describePricing } from './describe-pricing.ts'
import { describeOrderEvent, describeTicket, describeTransferred } from './describe-ticket.ts'

/** An order as its owner sees it. */
export function describeOrder(
  booking: Booking,
  sale: Sale,
  row: OrderRow,
  options: { withCodes?: boolean } = {},
): Order {
  const { event } = sale
  const seats = describeSeats(sale, row.seats, row.amounts)
  const bySeat = new Map<number, BookedSeat>(row.seats.map((seat, at) => [seat, seats[at]!]))
  const money = describeMoney(sale, row)
  return {
    id: row.id,
    number: orderNumber(row.number),
    state: row.state,
    eventId: event.id,
    event: describeOrderEvent(event),
    holdId: row.holdId,
    buyer: { name: row.buyerName, email: row.buyerEmail },
    seats,
    total: { amount: row.total, currency: event.currency },
    ...(row.pricing && { pricing: describePricing(sale, row.pricing, row.seats) }),
    tickets: describeTickets(booking, sale, row, bySeat, options.withCodes ?? true),
    cancellable: money.cancellation.allowed,
    ...money,
    wallets: [...booking.wallets],
    createdAt: row.createdAt.toISOString(),
    serverTime: row.clock.toISOString(),
  }
}

/** Every seat's ticket, in the order of the seats: the buyer's own, and what became of those passed on. */
function describeTickets(
  booking: Booking,
  { event }: Sale,
  row: OrderRow,
  bySeat: ReadonlyMap<number, BookedSeat>,
  withCode: boolean,
): Ticket[] {
  const own = row.tickets.map(({ id, seat, state, attendee }) =>
    describeTicket(
      booking,
      event,
      { id, orderId: row.id, state, attendee, seat: bySeat.get(seat)!, withCode },
      row.clock,
    ),
  )
  const gone = passedOnOf(row).map(({ id, seat, name, email, at }) =>
    describeTransferred(event, { id, orderId: row.id, seat: bySeat.get(seat)!, to: { name, email, at } }),
  )
  return [...own, ...gone].sort((a, b) => a.seat.index - b.seat.index)
}

/** A ticket may have come back and gone again: the last time counts, and nothing while it is the buyer's. */
function passedOnOf({ tickets, passedOn }: OrderRow): OrderRow['passedOn'] {
  const own = new Set(tickets.map(({ seat }) => seat))
  const latest = new Map(passedOn.map((transfer) => [transfer.seat, transfer]))
  return [...latest.values()].filter(({ seat }) => !own.has(seat))
}
