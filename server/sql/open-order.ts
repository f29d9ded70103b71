import type { CodeFault } from '../../contract/refusals.ts'
import type { Pricing } from '../domain/pricing.ts'
import type { Queryable } from '../postgres/pool.ts'

export interface OpenOrderJob {
  holdId: string
  customerId: string
  orderId: string
  buyer: { name: string; email: string }
  /** Of the mails about it. */
  locale: string
  /** Whether seats of the same kind will do when the money comes after the hold is gone. */
  acceptsEquivalent: boolean
  /** The first attempt to pay, and by whom it will be carried out. */
  payment: { id: string; provider: string }
  /** Null: each seat at the hold's price, and nothing else. */
  pricing?: Pricing | null
  key: string | null
  hash: string | null
}

export type OpenOrderVerdict =
  /** CONFIRMED: it comes to nothing, so there is nothing to wait for. */
  | { code: 'OPENED' | 'OPEN_BEFORE' | 'CONFIRMED'; orderId: string; holdExpiresAt: Date }
  | { code: 'CODE_REFUSED'; refusal: CodeFault | 'used_up'; remaining: number | null }
  | { code: 'NOT_FOUND' | 'HOLD_ENDED' | 'HOLD_EXPIRED' | 'IDEMPOTENCY_KEY_REUSED' }

interface Row {
  code: Exclude<OpenOrderVerdict['code'], 'OPENED'> | null
  order_id: string
  hold_expires_at: Date
  refusal: CodeFault | 'used_up' | null
  remaining: number | null
}

/** Opens an order that awaits its payment, and extends its hold to the payment's deadline, once. */
export async function openOrder(
  db: Queryable,
  eventId: string,
  job: OpenOrderJob,
): Promise<OpenOrderVerdict> {
  const { rows } = await db.query<Row>(
    'select * from open_order($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
    [
      eventId,
      job.holdId,
      job.customerId,
      job.orderId,
      job.buyer.name,
      job.buyer.email,
      job.key,
      job.hash,
      job.payment.id,
      job.payment.provider,
      job.locale,
      job.acceptsEquivalent,
      job.pricing ? JSON.stringify(job.pricing) : null,
    ],
  )
  const row = rows[0]!
  if (row.code === 'CODE_REFUSED') return { code: row.code, refusal: row.refusal!, remaining: row.remaining }
  if (row.code !== null && row.code !== 'OPEN_BEFORE' && row.code !== 'CONFIRMED') return { code: row.code }
  return { code: row.code ?? 'OPENED', orderId: row.order_id, holdExpiresAt: row.hold_expires_at }
}
