import type { RefusalOf } from '../../contract/refusals.ts'
import type { Order, StaffRefund } from '../../contract/shapes/orders.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import * as sql from '../sql/cancel-order.ts'
import { readOrderOfOrganiser } from '../sql/read-orders.ts'
import type { Booking } from './booking.ts'
import { describeOrder } from './describe-order.ts'

/**
 * The staff gives money back: for the whole order, for some tickets (both void them and free their seats, whatever the policy
 * for buyers), or as a goodwill that leaves the tickets alone. Never more than was paid and has not gone back.
 */
export async function refundOrder(
  booking: Booking,
  organiserId: string,
  orderId: string,
  { ticketIds, amount, reason }: StaffRefund,
): Promise<Outcome<Order, RefusalOf<'NOT_FOUND' | 'NOT_CANCELLABLE' | 'REFUND_TOO_LARGE'>>> {
  const { pool, inventory, payments } = booking
  const order = await readOrderOfOrganiser(pool, orderId, organiserId)
  const sale = order && (await inventory.sale(order.eventId))
  if (order === undefined || sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const by = { orderId, note: reason, requestedBy: organiserId }
  const verdict =
    ticketIds === undefined && amount !== undefined
      ? await sql.refundOrder(pool, order.eventId, { ...by, amount })
      : await inventory.cancel(sale, {
          ...by,
          customerIds: null,
          ticketIds: ticketIds ?? null,
          ...(amount !== undefined && { amount }),
        })
  switch (verdict.code) {
    case 'NOT_FOUND':
    case 'NOT_CANCELLABLE':
      return refuse({ code: verdict.code })
    case 'REFUND_TOO_LARGE':
      return refuse({ code: 'REFUND_TOO_LARGE', most: verdict.refunded })
    case 'REFUNDED':
    case 'CANCELLED':
    case 'CANCELLED_BEFORE':
      payments.nudge()
      booking.wakeMail()
  }
  const after = await readOrderOfOrganiser(pool, orderId, organiserId)
  return after === undefined
    ? refuse({ code: 'NOT_FOUND' })
    : ok(describeOrder(booking, sale, after, { withCodes: false }))
}
