import type { Queryable } from '../postgres/pool.ts'

export interface CancelVerdict {
  code: 'CANCELLED' | 'CANCELLED_BEFORE' | 'NOT_FOUND' | 'NOT_CANCELLABLE'
  holdId: string
  customerId: string
  /** Seats that this call freed. */
  freed: number[]
}

/** Cancels an order of one of these customers. */
export async function cancelOrder(
  db: Queryable,
  eventId: string,
  orderId: string,
  customerIds: readonly string[],
): Promise<CancelVerdict> {
  const { rows } = await db.query<{
    code: Exclude<CancelVerdict['code'], 'CANCELLED'> | null
    hold_id: string
    customer_id: string
    freed: number[]
  }>('select * from cancel_order($1, $2, $3::uuid[])', [eventId, orderId, customerIds])
  const row = rows[0]!
  return { code: row.code ?? 'CANCELLED', holdId: row.hold_id, customerId: row.customer_id, freed: row.freed }
}
