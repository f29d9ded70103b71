import { setTimeout as pause } from 'node:timers/promises'
import { UnavailableFault } from '../domain/fault.ts'
import { databaseLimits } from '../limits/database-limits.ts'
import { failoverLimits } from '../limits/failover-limits.ts'
import { confirmWritten } from '../postgres/confirm-written.ts'
import type { Outage } from '../postgres/outage.ts'
import type { Pool } from '../postgres/pool.ts'
import { judge } from '../postgres/sqlstate.ts'

/** How to find out what became of jobs when no answer came. */
export interface Recovery<Job, Verdict> {
  outage: Outage
  /**
   * Called when the database answers again: a verdict for each job, in their order, that nothing still on its way can change.
   * May be called again when it fails.
   */
  resolve(jobs: Job[]): Promise<(Verdict | Error)[]>
}

/**
 * Runs a batch so that one bad job cannot fail its neighbours.
 *
 *   the database asks to try again (deadlock, serialisation)   the same batch again, within a bound
 *   no answer, or a database that may not write                 the outcome may be unknown: wait, within a bound, for one
 *     that may, and find out (`recovery`); UnavailableFault for all where that is not possible, or takes too long
 *   an answer that it cannot be done now                        UnavailableFault for all; nothing was committed
 *   anything else                                               halves, until the job that it is about stands alone;
 *     alone it is tried once more: what it met (a unique key, FH001: a claim lost in the same instant) was another's
 *     commit, which the second look sees and turns into a verdict. What fails twice is a bug and ends as that job's error.
 */
export async function runBatch<Job, Verdict>(
  jobs: Job[],
  run: (jobs: Job[]) => Promise<Verdict[]>,
  recovery?: Recovery<Job, Verdict>,
): Promise<(Verdict | Error)[]> {
  // Nobody is kept waiting for a database that others have already waited for in vain.
  if (recovery?.outage.isGivenUp && !(await recovery.outage.over()))
    throw new UnavailableFault('the ledger is away')
  for (let tries = 1; ; tries += 1) {
    try {
      return await run(jobs)
    } catch (cause) {
      const { verdict, isLost } = judge(cause) ?? {}
      if (isLost && recovery !== undefined) return recover(jobs, recovery, cause)
      if (verdict === 'unavailable') throw new UnavailableFault('the ledger did not answer', { cause })
      if (verdict === 'retry') {
        if (tries >= databaseLimits.transactionTries)
          throw new UnavailableFault('the ledger is too busy', { cause })
        await pause(databaseLimits.transactionRetryPauseMs * tries)
        continue
      }
      if (jobs.length > 1) {
        const half = jobs.length >> 1
        return [
          ...(await runBatch(jobs.slice(0, half), run, recovery)),
          ...(await runBatch(jobs.slice(half), run, recovery)),
        ]
      }
      if (tries === 1) continue
      return [cause instanceof Error ? cause : new Error('a batch failed', { cause })]
    }
  }
}

/** Whoever waits is answered in time, even if what is asked meanwhile gets no answer either. */
async function recover<Job, Verdict>(
  jobs: Job[],
  recovery: Recovery<Job, Verdict>,
  cause: unknown,
): Promise<(Verdict | Error)[]> {
  const timer = new AbortController()
  const giveUp = pause(failoverLimits.outageMs, undefined, { signal: timer.signal }).then(
    () => Promise.reject(new UnavailableFault('what became of a batch could not be found out', { cause })),
    () => [],
  )
  try {
    return await Promise.race([findOut(jobs, recovery, timer.signal), giveUp])
  } finally {
    timer.abort()
  }
}

async function findOut<Job, Verdict>(
  jobs: Job[],
  { outage, resolve }: Recovery<Job, Verdict>,
  late: AbortSignal,
): Promise<(Verdict | Error)[]> {
  for (;;) {
    if (!(await outage.over())) throw new UnavailableFault('the ledger is away')
    try {
      return await resolve(jobs)
    } catch (cause) {
      if (late.aborted || !judge(cause)?.isLost)
        throw new UnavailableFault('what became of a batch could not be found out', { cause })
    }
    await pause(failoverLimits.outagePollMs)
  }
}

export interface Repeatable {
  pool: Pool
  /** Told when the act is done a second time, so that its answer may be about what it found done. */
  onRepeat: () => void
}

/**
 * The same for one act that travels alone. With `repeatable` it is done again when no answer came: for acts of which the
 * ledger knows by itself that they were done before (by the state of the hold or order that they are about).
 */
export async function runSingle<T>(run: () => Promise<T>, repeatable?: Repeatable): Promise<T> {
  const act = async () => [await run()]
  const recovery = repeatable && {
    outage: repeatable.pool.outage,
    async resolve() {
      repeatable.onRepeat()
      const done = await runBatch<null, T>([null], act)
      await confirmWritten(repeatable.pool)
      return done
    },
  }
  const [result] = await runBatch<null, T>([null], act, recovery)
  if (result instanceof Error) throw result
  return result as T
}
