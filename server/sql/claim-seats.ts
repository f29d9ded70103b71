import type { CodeFault } from '../../contract/refusals.ts'
import type { Queryable } from '../postgres/pool.ts'
import { plainArray, textArray } from './array-literal.ts'

/** One buyer's wish: these seats of the event, all or none. */
export interface ClaimJob {
  holdId: string
  customerId: string
  /** Indexes, ascending; `amounts` beside them in minor units. */
  seats: readonly number[]
  amounts: readonly number[]
  total: number
  key: string | null
  /** Of the request that came with the key. */
  hash: string | null
  /** Where the event asks for a code: the buyer's, if any, and the seats' categories beside them. */
  access?: { code: string | null; categories: readonly string[] }
}

export type ClaimVerdict =
  | { code: 'CLAIMED'; clock: Date; expiresAt: Date }
  | { code: 'SEATS_TAKEN'; seats: number[] }
  /** The key was used before with the same request, and led to this hold. */
  | { code: 'DUPLICATE'; hold: string }
  | { code: 'UNKNOWN_SEATS' }
  | { code: 'CODE_REQUIRED'; categories: string[] }
  | { code: 'INVALID_CODE'; reason: CodeFault }
  | { code: 'LIMIT_EXCEEDED' | 'NOT_ON_SALE' | 'NOT_FOUND' | 'IDEMPOTENCY_KEY_REUSED' }

interface Row {
  clock: Date
  expires_at: Date | null
  refused: ({ job: number } & Exclude<ClaimVerdict, { code: 'CLAIMED' }>)[] | null
}

/** A batch of claims, one verdict each in the jobs' order. Jobs must not share a seat or a customer. */
export async function claimSeats(db: Queryable, eventId: string, jobs: ClaimJob[]): Promise<ClaimVerdict[]> {
  const ends: number[] = []
  const seats: number[] = []
  const amounts: number[] = []
  for (const job of jobs) {
    for (const seat of job.seats) seats.push(seat)
    for (const amount of job.amounts) amounts.push(amount)
    ends.push(seats.length)
  }
  // All jobs of a batch are of one copy of the event, so they have it all, or none has.
  const gated = jobs[0]!.access !== undefined
  const keyed = jobs.some((job) => job.key !== null)
  const { rows } = await db.query<Row>({
    name: 'claim_seats',
    text: 'select * from claim_seats($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    values: [
      eventId,
      plainArray(jobs.map((job) => job.holdId)),
      plainArray(jobs.map((job) => job.customerId)),
      plainArray(ends),
      plainArray(seats),
      plainArray(amounts),
      plainArray(jobs.map((job) => job.total)),
      keyed ? textArray(jobs.map((job) => job.key)) : null,
      keyed ? textArray(jobs.map((job) => job.hash)) : null,
      gated ? textArray(jobs.map((job) => job.access!.code)) : null,
      gated ? textArray(jobs.flatMap((job) => job.access!.categories)) : null,
    ],
  })
  const row = rows[0]!
  // One object for all: those who were granted share the clock and the expiry.
  const granted: ClaimVerdict = { code: 'CLAIMED', clock: row.clock, expiresAt: row.expires_at! }
  const verdicts = new Array<ClaimVerdict>(jobs.length).fill(granted)
  for (const { job, ...verdict } of row.refused ?? []) verdicts[job - 1] = verdict
  return verdicts
}
