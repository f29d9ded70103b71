import type { Hold } from '../../contract/shapes/holds.ts'
import { bookingLimits } from '../limits/booking-limits.ts'
import { asCustomer } from '../postgres/as-customer.ts'
import { type HoldRow, readHoldRow, readLiveHolds } from '../sql/read-holds.ts'
import type { Booking, Caller } from './booking.ts'
import { describeHold } from './describe-hold.ts'
import type { Placement } from './place-hold.ts'

/** A hold of the caller's, as the ledger has it. Undefined for anyone else's. */
export async function readHold(
  booking: Booking,
  caller: Caller,
  holdId: string,
): Promise<Placement | undefined> {
  const row = await asCustomer(booking.pool, caller.customerIds, (db) =>
    readHoldRow(db, holdId, caller.customerIds),
  )
  return row && placementOf(booking, row)
}

/** The caller's live holds. */
export async function listHolds(booking: Booking, caller: Caller): Promise<Hold[]> {
  const rows = await asCustomer(booking.pool, caller.customerIds, (db) =>
    readLiveHolds(db, caller.customerIds, bookingLimits.listedHolds),
  )
  const placements = await Promise.all(rows.map((row) => placementOf(booking, row)))
  return placements.flatMap((found) => (found === undefined ? [] : [describeHold(found)]))
}

async function placementOf(booking: Booking, row: HoldRow): Promise<Placement | undefined> {
  const sale = await booking.inventory.sale(row.eventId)
  if (sale === undefined) return undefined
  return {
    sale,
    hold: { ...row, expiresAt: row.expiresAt.toISOString() },
    state: row.state,
    serverTime: row.clock.toISOString(),
    extensionsUsed: row.extensionsUsed,
  }
}
