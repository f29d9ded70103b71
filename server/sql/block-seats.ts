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

/** Gives blocked seats back to the sale; whatever else they are, they stay. `isGuarded`: only while nobody waits for any. */
export async function unblockSeats(
  db: Queryable,
  eventId: string,
  seats: readonly number[],
  isGuarded: boolean,
): Promise<void> {
  await db.query(
    `with e as materialized (select ${isGuarded ? 'nobody_waits($1)' : '$1::uuid'} as id)
     delete from claims c using e where c.event_id = e.id and c.seat = any ($2::integer[]) and c.state = 3`,
    [eventId, plainArray(seats)],
  )
}
