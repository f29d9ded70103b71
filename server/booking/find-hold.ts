import { asCustomer } from '../postgres/as-customer.ts'
import { readHoldRow } from '../sql/read-holds.ts'
import type { Booking, Caller } from './booking.ts'
import type { PlacedHold } from './place-hold.ts'

/** The caller's hold: from memory when it is live and known here, else from the ledger. Undefined for anyone else's. */
export function findHold(
  booking: Booking,
  caller: Caller,
  holdId: string,
): PlacedHold | undefined | Promise<PlacedHold | undefined> {
  const live = booking.inventory.liveHold(holdId)
  if (live !== undefined && caller.customerIds.includes(live.customerId)) return live
  return readFromLedger(booking, caller, holdId)
}

export async function readFromLedger(
  booking: Booking,
  caller: Caller,
  holdId: string,
): Promise<PlacedHold | undefined> {
  const row = await asCustomer(booking.pool, caller.customerIds, (db) =>
    readHoldRow(db, holdId, caller.customerIds),
  )
  return row && { ...row, expiresAt: row.expiresAt.toISOString() }
}
