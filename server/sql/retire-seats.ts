import type { Transaction } from '../postgres/transaction.ts'
import { plainArray } from './array-literal.ts'

/** Makes exactly these seats the retired ones of an event. Those that are held or sold come back; then roll back. */
export async function retireSeats(
  tx: Transaction,
  eventId: string,
  seats: readonly number[],
): Promise<number[]> {
  const { rows } = await tx.query<{ in_use: number[] }>('select retire_seats($1, $2) as in_use', [
    eventId,
    plainArray(seats),
  ])
  return rows[0]!.in_use
}
