import type { Queryable } from '../postgres/pool.ts'
import type { Transaction } from '../postgres/transaction.ts'
import { plainArray } from './array-literal.ts'

/** Blocks seats. Those that are held, sold or retired come back; then roll back. */
export async function blockSeats(
  tx: Transaction,
  eventId: string,
  seats: readonly number[],
): Promise<number[]> {
  const { rows } = await tx.query<{ taken: number[] }>('select block_seats($1, $2) as taken', [
    eventId,
    plainArray(seats),
  ])
  return rows[0]!.taken
}

/** Gives blocked seats back to the sale; whatever else they are, they stay. */
export async function unblockSeats(db: Queryable, eventId: string, seats: readonly number[]): Promise<void> {
  await db.query('delete from claims where event_id = $1 and seat = any ($2::integer[]) and state = 3', [
    eventId,
    plainArray(seats),
  ])
}
