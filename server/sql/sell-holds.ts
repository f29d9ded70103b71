import type { Queryable } from '../postgres/pool.ts'
import { plainArray, textArray } from './array-literal.ts'

/** A live hold that costs nothing, and the order it becomes. */
export interface SellJob {
  holdId: string
  customerId: string
  orderId: string
  buyer: { name: string; email: string }
  /** Of the mails about it. */
  locale: string
  key: string | null
  hash: string | null
}

export type SellVerdict =
  | { code: 'SOLD'; orderId: string; number: number; tickets: string[]; clock: Date }
  | { code: 'SOLD_BEFORE' | 'AWAITING_PAYMENT'; orderId: string }
  | { code: 'NOT_FOUND' | 'HOLD_ENDED' | 'HOLD_EXPIRED' | 'PAYMENT_REQUIRED' | 'IDEMPOTENCY_KEY_REUSED' }

interface Row {
  job: number
  code: Exclude<SellVerdict['code'], 'SOLD'> | null
  order_id: string
  number: number
  tickets: string[]
  clock: Date
}

/** A batch of sales, one verdict each in the jobs' order. */
export async function sellHolds(db: Queryable, eventId: string, jobs: SellJob[]): Promise<SellVerdict[]> {
  const keyed = jobs.some((job) => job.key !== null)
  const { rows } = await db.query<Row>({
    name: 'sell_holds',
    text: 'select * from sell_holds($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [
      eventId,
      plainArray(jobs.map((job) => job.holdId)),
      plainArray(jobs.map((job) => job.customerId)),
      plainArray(jobs.map((job) => job.orderId)),
      textArray(jobs.map((job) => job.buyer.name)),
      textArray(jobs.map((job) => job.buyer.email)),
      textArray(jobs.map((job) => job.locale)),
      keyed ? textArray(jobs.map((job) => job.key)) : null,
      keyed ? textArray(jobs.map((job) => job.hash)) : null,
    ],
  })
  const verdicts = new Array<SellVerdict>(jobs.length)
  for (const row of rows) {
    verdicts[row.job - 1] =
      row.code === null
        ? { code: 'SOLD', orderId: row.order_id, number: row.number, tickets: row.tickets, clock: row.clock }
        : { code: row.code, orderId: row.order_id }
  }
  return verdicts
}
