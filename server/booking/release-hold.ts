import type { RefusalOf } from '../../contract/refusals.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Booking, Caller } from './booking.ts'
import { findHold } from './find-hold.ts'

/** Gives a hold's seats back. What has ended already stays as it is; a sold hold is not released but its order cancelled. */
export async function releaseHold(
  booking: Booking,
  caller: Caller,
  holdId: string,
): Promise<Outcome<null, RefusalOf<'NOT_FOUND' | 'HOLD_ENDED'>>> {
  const hold = await findHold(booking, caller, holdId)
  const sale = hold && (await booking.inventory.sale(hold.eventId))
  if (hold === undefined || sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const row = await booking.inventory.release(sale, holdId, hold.customerId)
  if (row === undefined) return refuse({ code: 'NOT_FOUND' })
  return row.state === 'sold' ? refuse({ code: 'HOLD_ENDED' }) : ok(null)
}
