import { sqlState } from '../../postgres/sqlstate.ts'
import type { Transaction } from '../../postgres/transaction.ts'

/** Everything that gives waiting people seats, or a place, happens one after the other within an event. */
export async function lockWaitlist(tx: Transaction, eventId: string): Promise<void> {
  await tx.query('select lock_waitlist($1)', [eventId])
}

/**
 * One statement that frees seats, while nobody waits for them; else it fails, with `isSomebodyWaiting`, and has done
 * nothing. `call` is the freeing function with `w` for the event, which makes it wait for the guard.
 */
export function whileNobodyWaits(call: string): string {
  return `select f.* from nobody_waits($1) w, ${call} f`
}

export function isSomebodyWaiting(error: unknown): boolean {
  return sqlState(error) === 'FH002'
}
