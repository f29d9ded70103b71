import type { Queryable } from '../postgres/pool.ts'

export interface PaidSeats {
  customerId: string
  /** Indexes, as they were ordered. */
  seats: number[]
}

/** What the order of a payment asked for. Undefined when there is no such payment. */
export async function readPaidSeats(
  db: Queryable,
  eventId: string,
  paymentId: string,
): Promise<PaidSeats | undefined> {
  const { rows } = await db.query<PaidSeats>(
    `select o.customer_id as "customerId", o.seats
       from payments p join orders o on o.event_id = p.event_id and o.id = p.order_id
      where p.event_id = $1 and p.id = $2`,
    [eventId, paymentId],
  )
  return rows[0]
}
