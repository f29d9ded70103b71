import type { Order } from '../../contract/shapes/orders.ts'
import { bookingLimits } from '../limits/booking-limits.ts'
import { asCustomer } from '../postgres/as-customer.ts'
import { type OrderRow, readEventOfOrder, readOrderRow, readOrderRows } from '../sql/read-orders.ts'
import type { Booking, Caller } from './booking.ts'
import { describeOrder } from './describe-order.ts'

/** An order of the caller's. Undefined for anyone else's. */
export async function readOrder(
  booking: Booking,
  caller: Caller,
  orderId: string,
): Promise<Order | undefined> {
  const row = await findOrder(booking, caller, orderId)
  const sale = row && (await booking.inventory.sale(row.eventId))
  return row && sale && describeOrder(booking, sale, row)
}

export function findOrder(
  booking: Pick<Booking, 'pool'>,
  caller: Caller,
  orderId: string,
): Promise<OrderRow | undefined> {
  return asCustomer(booking.pool, caller.customerIds, (db) => readOrderRow(db, orderId, caller.customerIds))
}

/** Which event an order of the caller's is for: all that is needed of it to ask about its payment. Undefined for anyone else's. */
export function findEventOfOrder(
  booking: Pick<Booking, 'pool'>,
  caller: Caller,
  orderId: string,
): Promise<string | undefined> {
  return asCustomer(booking.pool, caller.customerIds, (db) =>
    readEventOfOrder(db, orderId, caller.customerIds),
  )
}

/** The caller's orders, newest first. */
export async function listOrders(booking: Booking, caller: Caller): Promise<Order[]> {
  const rows = await asCustomer(booking.pool, caller.customerIds, (db) =>
    readOrderRows(db, caller.customerIds, bookingLimits.listedOrders),
  )
  const orders: Order[] = []
  for (const row of rows) {
    const sale = await booking.inventory.sale(row.eventId)
    if (sale !== undefined) orders.push(describeOrder(booking, sale, row))
  }
  return orders
}
