import type { Order } from '../../contract/shapes/orders.ts'
import type { EventRow } from '../sql/tables.ts'
import type { Booking, Caller } from './booking.ts'
import { describeOrder } from './describe-order.ts'
import { findOrder } from './read-orders.ts'

/** What the papers of an order are made of. */
export interface OrderPapers {
  order: Order
  /** The language they are written in. */
  locale: string
  event: EventRow
}

/** Undefined for an order that is not the caller's. */
export async function readOrderPapers(
  booking: Booking,
  caller: Caller,
  orderId: string,
): Promise<OrderPapers | undefined> {
  const row = await findOrder(booking, caller, orderId)
  const sale = row && (await booking.inventory.sale(row.eventId))
  return row && sale && { order: describeOrder(booking, sale, row), locale: row.locale, event: sale.event }
}
