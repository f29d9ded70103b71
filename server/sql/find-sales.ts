import type { Queryable } from '../postgres/pool.ts'
import { plainArray } from './array-literal.ts'
import type { SellVerdict } from './sell-holds.ts'

type Sold = Extract<SellVerdict, { code: 'SOLD' }>

/** Confirmed orders by their ids, as `sellHolds` would have told of them; what is not in it has not been committed. */
export async function findSales(
  db: Queryable,
  eventId: string,
  orderIds: readonly string[],
): Promise<Map<string, Sold>> {
  const { rows } = await db.query<Omit<Sold, 'code'>>(
    `select o.id as "orderId", o.number, clock_timestamp() as clock,
            array(select t.id from tickets t where t.event_id = o.event_id and t.order_id = o.id
                   order by array_position(o.seats, t.seat)) as tickets
       from orders o where o.event_id = $1 and o.id = any ($2::uuid[]) and o.state = 2`,
    [eventId, plainArray(orderIds)],
  )
  return new Map(rows.map((row) => [row.orderId, { code: 'SOLD', ...row }]))
}
