import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { blockSeats, unblockSeats } from '../sql/block-seats.ts'
import type { Inventory } from './inventory.ts'
import { SeatsInUse } from './retire-seats.ts'

interface SeatsTaken {
  code: 'SEATS_TAKEN'
  seats: readonly number[]
}

/**
 * Takes seats of an event out of the sale, all of them or none, or puts them back. `seats` are indexes.
 * Refuses with those that are held or sold.
 */
export async function setBlocked(
  pool: Pool,
  inventory: Inventory,
  eventId: string,
  seats: readonly number[],
  blocked: boolean,
): Promise<Outcome<null, SeatsTaken>> {
  try {
    await transaction(pool, async (tx) => {
      if (!blocked) return unblockSeats(tx, eventId, seats)
      const taken = await blockSeats(tx, eventId, seats)
      if (taken.length > 0) throw new SeatsInUse(taken)
    })
  } catch (error) {
    if (error instanceof SeatsInUse) return refuse({ code: 'SEATS_TAKEN', seats: error.seats })
    throw error
  }
  const sale = inventory.loaded(eventId)
  // Not loaded, or just being read: the reading may be older than what was written here.
  if (sale === undefined) await inventory.rebuild(eventId)
  else
    inventory.apply(sale, (availability) =>
      blocked ? availability.block(seats) : availability.free(seats, null),
    )
  return ok(null)
}
