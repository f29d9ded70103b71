import type { Queryable } from './pool.ts'

/**
 * Resolves when everything that could be read before this call is as safe as an acknowledged commit. A primary that was killed
 * and started again shows what it had on its own disk, also what its synchronous standby has not got yet; a failover now
 * would undo it. So this writes something of its own, behind all of that in the log, and its commit waits for the standby.
 */
export async function confirmWritten(db: Queryable): Promise<void> {
  await db.query(`select pg_logical_emit_message(true, 'fullhouse', '')`)
}
