import type { Queryable } from '../../postgres/pool.ts'
import { plainArray, textArray } from '../array-literal.ts'

/** One visitor's wish for a place. */
export interface JoinJob {
  /** For the entry, if it becomes a new one. */
  id: string
  customerId: string
  /** Keyed hash of the network, as hexadecimal digits. */
  address: string
  code: string | null
}

export interface JoinedRow {
  /** `CLOSED`: the room takes nobody now; `CODE`: it takes nobody without a code that still has places. */
  verdict: 'IN' | 'CLOSED' | 'CODE'
  id: string
  number: number | null
  joinedAt: Date
  state: number
  expiresAt: Date | null
  /** False for somebody who had a place already. */
  fresh: boolean
}

/** A batch of joins, one verdict each in the jobs' order. Jobs must not share a customer. */
export async function joinQueue(db: Queryable, eventId: string, jobs: JoinJob[]): Promise<JoinedRow[]> {
  const { rows } = await db.query<JoinedRow>({
    name: 'join_queue',
    text: `select verdict, id, number, joined_at as "joinedAt", state, expires_at as "expiresAt", fresh
             from join_queue($1, $2, $3, $4, $5) order by job`,
    values: [
      eventId,
      plainArray(jobs.map((job) => job.id)),
      plainArray(jobs.map((job) => job.customerId)),
      textArray(jobs.map((job) => `\\x${job.address}`)),
      textArray(jobs.map((job) => job.code)),
    ],
  })
  return rows
}
