import type { RefusalOf } from '../../contract/refusals.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Booking, Caller } from './booking.ts'
import { findOrder, readOrder } from './read-orders.ts'

/**
 * Cancels an order, or some of its tickets, by the event's policy: the seats are free again, the tickets void, and what goes
 * back to the buyer is written down and begun. The second time changes nothing.
 */
export async function cancelOrder(
  booking: Booking,
  caller: Caller,
  orderId: string,
  ticketIds: readonly string[] | null,
): Promise<Outcome<Order, RefusalOf<'NOT_FOUND' | 'NOT_CANCELLABLE'>>> {
  const order = await findOrder(booking, caller, orderId)
  const sale = order && (await booking.inventory.sale(order.eventId))
  if (order === undefined || sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const { customerIds } = caller
  const verdict = await booking.inventory.cancel(sale, { orderId, customerIds, ticketIds })
  if (verdict.code === 'NOT_FOUND' || verdict.code === 'NOT_CANCELLABLE')
    return refuse({ code: verdict.code })
  if (verdict.wants) booking.payments.nudge()
  booking.wakeMail()
  const cancelled = await readOrder(booking, caller, orderId)
  return cancelled === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(cancelled)
}
