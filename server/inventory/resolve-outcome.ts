import { UnavailableFault } from '../domain/fault.ts'
import { confirmWritten } from '../postgres/confirm-written.ts'
import type { Pool } from '../postgres/pool.ts'
import { type ClaimJob, type ClaimVerdict, claimSeats } from '../sql/claim-seats.ts'
import { findGrants, refuseForGood } from '../sql/find-grants.ts'
import { findSales } from '../sql/find-sales.ts'
import { type SellJob, type SellVerdict, sellHolds } from '../sql/sell-holds.ts'
import { type Recovery, runBatch } from './run-batch.ts'

/*
 * What became of jobs of which no answer came: their connection broke, or the commit was not confirmed by the standby.
 *
 * Every job has an id of its own making (of the hold, of the order), and a row under that id is written in the same
 * transaction as all the rest. So the row's being there is the whole answer:
 *
 *   there        the first attempt was committed: that is the verdict
 *   not there    the same job again, under the same id. A first attempt that is still on its way (its backend runs on at
 *                a primary whose network was cut) and this one exclude each other by the primary key: whichever comes second
 *                fails, and is rolled back as a whole
 *   refused now  it may be the first attempt that stands in its way: the seats are taken by its own id, the cap is full of
 *                its own seats. The id is taken for a refusal; where that fails it is there, as above
 *
 * The last step is what makes a refusal as final as a grant: a first attempt that wakes up later finds its id taken.
 * README.md beside this file has the interleavings; test/faults/postgres-unknown-outcome.test.ts forces each.
 */

interface Resolution<Job, Verdict> {
  /** What is there under the jobs' ids. */
  find(jobs: readonly Job[]): Promise<Map<Job, Verdict | Error>>
  again(jobs: Job[]): Promise<Verdict[]>
  /** A verdict that a first attempt cannot change any more. */
  isDone(verdict: Verdict | Error): boolean
  /** The same as `find`, after which the rest can never be there. */
  close(jobs: readonly Job[]): Promise<Map<Job, Verdict | Error>>
}

async function resolve<Job, Verdict>(
  jobs: Job[],
  { find, again, isDone, close }: Resolution<Job, Verdict>,
): Promise<(Verdict | Error)[]> {
  const known = await find(jobs)
  const rest = jobs.filter((job) => !known.has(job))
  if (rest.length > 0) {
    const verdicts = await runBatch(rest, again)
    for (const [at, job] of rest.entries()) known.set(job, verdicts[at]!)
    const refused = rest.filter((job) => !isDone(known.get(job)!))
    if (refused.length > 0) for (const [job, verdict] of await close(refused)) known.set(job, verdict)
  }
  return jobs.map((job) => known.get(job)!)
}

/** For claims. A hold that is there and over already was granted to nobody that could still be told. */
export function claimRecovery(pool: Pool, eventId: string): Recovery<ClaimJob, ClaimVerdict> {
  async function find(jobs: readonly ClaimJob[]): Promise<Map<ClaimJob, ClaimVerdict | Error>> {
    const grants = await findGrants(
      pool,
      eventId,
      jobs.map(({ holdId }) => holdId),
    )
    const found = new Map<ClaimJob, ClaimVerdict | Error>()
    for (const job of jobs) {
      const grant = grants.get(job.holdId)
      if (grant === undefined) continue
      found.set(
        job,
        grant.state === 'live'
          ? { code: 'CLAIMED', clock: grant.clock, expiresAt: grant.expiresAt }
          : new UnavailableFault('a hold was over before its outcome was known'),
      )
    }
    return found
  }

  async function close(jobs: readonly ClaimJob[]): Promise<Map<ClaimJob, ClaimVerdict | Error>> {
    const there = new Set(await refuseForGood(pool, eventId, jobs))
    return find(jobs.filter(({ holdId }) => there.has(holdId)))
  }

  const again = (jobs: ClaimJob[]) => claimSeats(pool, eventId, jobs)
  const isDone = (verdict: ClaimVerdict | Error) => 'code' in verdict && verdict.code === 'CLAIMED'
  return {
    outage: pool.outage,
    async resolve(jobs) {
      const verdicts = await resolve(jobs, { find, again, isDone, close })
      await confirmWritten(pool)
      return verdicts
    },
  }
}

/**
 * For sales of holds that cost nothing. A hold is sold once, under the lock of its row, so a refusal needs nothing to make it
 * final but a look at whether it was this very order that came first.
 */
export function saleRecovery(pool: Pool, eventId: string): Recovery<SellJob, SellVerdict> {
  async function find(jobs: readonly SellJob[]): Promise<Map<SellJob, SellVerdict | Error>> {
    const sold = await findSales(
      pool,
      eventId,
      jobs.map(({ orderId }) => orderId),
    )
    return new Map(jobs.flatMap((job) => (sold.has(job.orderId) ? [[job, sold.get(job.orderId)!]] : [])))
  }

  const again = (jobs: SellJob[]) => sellHolds(pool, eventId, jobs)
  const isDone = (verdict: SellVerdict | Error) => 'code' in verdict && verdict.code === 'SOLD'
  return {
    outage: pool.outage,
    async resolve(jobs) {
      const verdicts = await resolve(jobs, { find, again, isDone, close: find })
      await confirmWritten(pool)
      return verdicts
    },
  }
}
