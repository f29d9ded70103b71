import type { Queryable } from '../postgres/pool.ts'

export interface OpenOrderJob {
  holdId: string
  customerId: string
  orderId: string
  buyer: { name: string; email: string }
  key: string | null
  hash: string | null
}

export type OpenOrderVerdict =
  | { code: 'OPENED' | 'OPEN_BEFORE'; orderId: string; holdExpiresAt: Date }
  | { code: 'NOT_FOUND' | 'HOLD_ENDED' | 'HOLD_EXPIRED' | 'IDEMPOTENCY_KEY_REUSED' }

interface Row {
  code: Exclude<OpenOrderVerdict['code'], 'OPENED'> | null
  order_id: string
  hold_expires_at: Date
}

/** Opens an order that awaits its payment, and extends its hold to the payment's deadline, once. */
export async function openOrder(
  db: Queryable,
  eventId: string,
  job: OpenOrderJob,
): Promise<OpenOrderVerdict> {
  const { rows } = await db.query<Row>('select * from open_order($1, $2, $3, $4, $5, $6, $7, $8)', [
    eventId,
    job.holdId,
    job.customerId,
    job.orderId,
    job.buyer.name,
    job.buyer.email,
    job.key,
    job.hash,
  ])
  const row = rows[0]!
  if (row.code !== null && row.code !== 'OPEN_BEFORE') return { code: row.code }
  return { code: row.code ?? 'OPENED', orderId: row.order_id, holdExpiresAt: row.hold_expires_at }
}
