import { setTimeout as pause } from 'node:timers/promises'
import { UnavailableFault } from '../domain/fault.ts'
import { databaseLimits } from '../limits.ts'
import { judge } from '../postgres/sqlstate.ts'

/**
 * Runs a batch so that one bad job cannot fail its neighbours.
 *
 *   the database asks to try again (deadlock, serialisation)   the same batch again, within a bound
 *   no answer, or none now                                      UnavailableFault for all: the outcome may be unknown
 *   anything else                                               halves, until the job that it is about stands alone;
 *     alone it is tried once more: what it met (a unique key, FH001: a claim lost in the same instant) was another's
 *     commit, which the second look sees and turns into a verdict. What fails twice is a bug and ends as that job's error.
 */
export async function runBatch<Job, Verdict>(
  jobs: Job[],
  run: (jobs: Job[]) => Promise<Verdict[]>,
): Promise<(Verdict | Error)[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run(jobs)
    } catch (cause) {
      const verdict = judge(cause)?.verdict
      if (verdict === 'unavailable') throw new UnavailableFault('the ledger did not answer', { cause })
      if (verdict === 'retry') {
        if (tries >= databaseLimits.transactionTries)
          throw new UnavailableFault('the ledger is too busy', { cause })
        await pause(databaseLimits.transactionRetryPauseMs * tries)
        continue
      }
      if (jobs.length > 1) {
        const half = jobs.length >> 1
        return [...(await runBatch(jobs.slice(0, half), run)), ...(await runBatch(jobs.slice(half), run))]
      }
      if (tries === 1) continue
      return [cause instanceof Error ? cause : new Error('a batch failed', { cause })]
    }
  }
}

/** The same for one act that travels alone. */
export async function runSingle<T>(run: () => Promise<T>): Promise<T> {
  const [result] = await runBatch([null], async () => [await run()])
  if (result instanceof Error) throw result
  return result as T
}
