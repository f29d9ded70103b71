import type { BookedSeat } from '../../contract/shapes/holds.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import type { Ticket } from '../../contract/shapes/tickets.ts'
import { orderNumber } from '../domain/order-number.ts'
import type { Sale } from '../inventory/sale.ts'
import type { OrderRow } from '../sql/read-orders.ts'
import type { Booking } from './booking.ts'
import { describeSeats } from './describe-hold.ts'

/** An order as its owner sees it. */
export function describeOrder(booking: Booking, sale: Sale, row: OrderRow): Order {
  const { event } = sale
  const seats = describeSeats(sale, row.seats, row.amounts)
  const bySeat = new Map<number, BookedSeat>(row.seats.map((seat, at) => [seat, seats[at]!]))
  const begun = event.starts_at <= row.clock
  const order: Order = {
    id: row.id,
    number: orderNumber(row.number),
    state: row.state,
    eventId: event.id,
    event: {
      slug: event.slug,
      title: event.title,
      artwork: event.artwork,
      venue: event.venue,
      startsAt: event.starts_at.toISOString(),
      endsAt: event.ends_at?.toISOString() ?? null,
      timezone: event.timezone,
    },
    holdId: row.holdId,
    buyer: { name: row.buyerName, email: row.buyerEmail },
    seats,
    total: { amount: row.total, currency: event.currency },
    tickets: row.tickets.map(
      (ticket): Ticket => ({
        id: ticket.id,
        orderId: row.id,
        eventId: event.id,
        state: ticket.state,
        code: booking.ticketCode(ticket.id),
        seat: bySeat.get(ticket.seat)!,
      }),
    ),
    cancellable: row.state === 'awaiting_payment' || (row.state === 'confirmed' && !begun),
    createdAt: row.createdAt.toISOString(),
    serverTime: row.clock.toISOString(),
  }
  if (row.paymentDeadline !== null && row.state === 'awaiting_payment') {
    order.payment = { provider: 'demo', deadline: row.paymentDeadline.toISOString() }
  }
  return order
}
