import type { Queryable } from '../postgres/pool.ts'
import { plainArray, textArray } from './array-literal.ts'

/** A live hold that costs nothing, and the order it becomes. */
export interface SellJob {
  holdId: string
  customerId: string
  orderId: string
  /** An id for the ticket of each of the hold's seats, in their order. */
  tickets: readonly string[]
  buyer: { name: string; email: string }
  /** Of the mails about it. */
  locale: string
  /** There is no mail server: the confirmation is only kept, for the organiser to read. */
  mailIsKept: boolean
  key: string | null
  hash: string | null
}

export type SellVerdict =
  | { code: 'SOLD'; orderId: string; number: number; tickets: readonly string[]; clock: Date }
  | { code: 'SOLD_BEFORE' | 'AWAITING_PAYMENT'; orderId: string }
  | { code: 'NOT_FOUND' | 'HOLD_ENDED' | 'HOLD_EXPIRED' | 'PAYMENT_REQUIRED' | 'IDEMPOTENCY_KEY_REUSED' }

interface Row {
  clock: Date
  /** Jobs, counted from 1; the numbers of their orders beside them. */
  sold: number[]
  numbers: number[]
  refused: ({ job: number } & Exclude<SellVerdict, { code: 'SOLD' }>)[] | null
}

/** A batch of sales, one verdict each in the jobs' order. */
export async function sellHolds(db: Queryable, eventId: string, jobs: SellJob[]): Promise<SellVerdict[]> {
  const keyed = jobs.some((job) => job.key !== null)
  const ends: number[] = []
  const tickets: string[] = []
  for (const job of jobs) {
    for (const ticket of job.tickets) tickets.push(ticket)
    ends.push(tickets.length)
  }
  const { rows } = await db.query<Row>({
    name: 'sell_holds',
    text: 'select * from sell_holds($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
    values: [
      eventId,
      plainArray(jobs.map((job) => job.holdId)),
      plainArray(jobs.map((job) => job.customerId)),
      plainArray(jobs.map((job) => job.orderId)),
      plainArray(ends),
      plainArray(tickets),
      textArray(jobs.map((job) => job.buyer.name)),
      textArray(jobs.map((job) => job.buyer.email)),
      textArray(jobs.map((job) => job.locale)),
      keyed ? textArray(jobs.map((job) => job.key)) : null,
      keyed ? textArray(jobs.map((job) => job.hash)) : null,
      // All jobs of a batch are one server's, which has a mail server or not.
      jobs[0]!.mailIsKept,
    ],
  })
  const { clock, sold, numbers, refused } = rows[0]!
  const verdicts = new Array<SellVerdict>(jobs.length)
  sold.forEach((at, n) => {
    const { orderId, tickets } = jobs[at - 1]!
    verdicts[at - 1] = { code: 'SOLD', orderId, number: numbers[n]!, tickets, clock }
  })
  for (const { job, ...verdict } of refused ?? []) verdicts[job - 1] = verdict
  return verdicts
}
