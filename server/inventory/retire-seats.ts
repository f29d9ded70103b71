import type { Transaction } from '../postgres/transaction.ts'
import { retireSeats } from '../sql/retire-seats.ts'

/** Thrown inside the transaction of a plan change, so that all of it is rolled back. */
export class SeatsInUse extends Error {
  override name = 'SeatsInUse'
  readonly seats: readonly number[]

  constructor(seats: readonly number[]) {
    super(`${seats.length} seats are held or sold`)
    this.seats = seats
  }
}

/**
 * Makes exactly these seats the retired ones of an event; those retired before and not among them are free again.
 * Throws `SeatsInUse` when one of them is held or sold by the database's clock: a plan never drops a seat that somebody
 * has (resize-safe). Must run in the transaction that stores the new plan, after which the sale is reloaded.
 */
export async function retireExactly(
  tx: Transaction,
  eventId: string,
  seats: readonly number[],
): Promise<void> {
  const inUse = await retireSeats(tx, eventId, seats)
  if (inUse.length > 0) throw new SeatsInUse(inUse)
}
