import { accountLimits } from '../limits/account-limits.ts'
import type { Pool } from '../postgres/pool.ts'

/** Deletes sessions and reset tokens whose time is over, at most a batch of each. They were worth nothing already. */
export async function sweepExpired(pool: Pool): Promise<number> {
  let swept = 0
  for (const table of ['sessions', 'verifications']) {
    const { rowCount } = await pool.query(
      `delete from ${table} where id in (select id from ${table} where expires_at < now() limit $1)`,
      [accountLimits.sweepRows],
    )
    swept += rowCount ?? 0
  }
  return swept
}

/** Sweeps now and every hour. Returns what stops it. */
export function startSweepingExpired(pool: Pool, onFault: (error: unknown) => void): () => Promise<void> {
  let running = Promise.resolve()
  const sweep = () => {
    running = running.then(() => sweepExpired(pool).then(() => {}, onFault))
  }
  sweep()
  const timer = setInterval(sweep, accountLimits.sweepEveryMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}
