import type { RefusalOf } from '../../contract/refusals.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Booking } from './booking.ts'

/** Reads the copy of this organiser's event anew from the ledger, in mid-sale if need be. */
export async function rebuildAvailability(
  { inventory }: Pick<Booking, 'inventory'>,
  eventId: string,
  organiserId: string,
): Promise<Outcome<{ drift: number }, RefusalOf<'NOT_FOUND'>>> {
  const sale = await inventory.sale(eventId)
  if (sale?.event.organiser_id !== organiserId) return refuse({ code: 'NOT_FOUND' })
  return ok(await inventory.rebuild(eventId))
}
