import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { blockSeats, unblockSeats } from '../sql/block-seats.ts'
import type { Told } from './availability.ts'
import type { Inventory } from './inventory.ts'
import { SeatsInUse } from './retire-seats.ts'
import type { Sale } from './sale.ts'
import { allTold } from './told.ts'

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
  asked: Sale,
  seats: readonly number[],
  blocked: boolean,
): Promise<Outcome<null, SeatsTaken>> {
  const eventId = asked.event.id
  if (!blocked) {
    const { offered } = await inventory.freeing.free(asked, (db, isGuarded) =>
      unblockSeats(db, eventId, seats, isGuarded),
    )
    await enter((sale) =>
      allTold([sale.availability.free(seats, null), inventory.freeing.enter(sale, offered)]),
    )
    return ok(null)
  }
  try {
    await transaction(pool, async (tx) => {
      const taken = await blockSeats(tx, eventId, seats)
      if (taken.length > 0) throw new SeatsInUse(taken)
    })
  } catch (error) {
    if (error instanceof SeatsInUse) return refuse({ code: 'SEATS_TAKEN', seats: error.seats })
    throw error
  }
  await enter((sale) => sale.availability.block(seats))
  return ok(null)

  async function enter(change: (sale: Sale) => Told): Promise<void> {
    const sale = inventory.loaded(eventId)
    // Not loaded, or just being read: the reading may be older than what was written here.
    if (sale === undefined) await inventory.rebuild(eventId)
    else await change(sale)
  }
}
