import type { RefusalOf } from '../../contract/refusals.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Booking, Caller } from './booking.ts'
import { findOrder, readOrder } from './read-orders.ts'

/**
 * Pays an order with play money. The money is captured in the very transaction that sells the seats: there is no moment
 * in which it is taken and the seats are not the buyer's. A declined payment leaves order and hold as they were.
 */
export async function payDemo(
  booking: Booking,
  caller: Caller,
  orderId: string,
  payment: 'succeed' | 'decline',
): Promise<Outcome<Order, RefusalOf<'NOT_FOUND' | 'PAYMENT_DECLINED' | 'HOLD_EXPIRED' | 'HOLD_ENDED'>>> {
  const order = await findOrder(booking, caller, orderId)
  const sale = order && (await booking.inventory.sale(order.eventId))
  if (order === undefined || sale === undefined) return refuse({ code: 'NOT_FOUND' })
  if (order.state === 'awaiting_payment') {
    if (payment === 'decline') return refuse({ code: 'PAYMENT_DECLINED' })
    const verdict = await booking.inventory.sell(sale, {
      holdId: order.holdId,
      customerId: order.customerId,
      orderId,
      buyer: null,
      paymentId: booking.uuid(),
      provider: 'demo',
      key: null,
      hash: null,
    })
    switch (verdict.code) {
      case 'SOLD':
      case 'SOLD_BEFORE':
        break
      case 'HOLD_EXPIRED':
      case 'HOLD_ENDED':
      case 'NOT_FOUND':
        return refuse({ code: verdict.code })
      default:
        throw new Error(`paying an order came to ${verdict.code}`)
    }
  } else if (order.state === 'expired') return refuse({ code: 'HOLD_EXPIRED' })
  else if (order.state !== 'confirmed') return refuse({ code: 'HOLD_ENDED' })

  const paid = await readOrder(booking, caller, orderId)
  return paid === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(paid)
}
