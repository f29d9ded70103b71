import type { RefusalOf } from '../../contract/refusals.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { dumpLedger } from '../sql/dump-ledger.ts'
import type { Booking } from './booking.ts'
import { showAvailability } from './show-availability.ts'

/**
 * Every row that the ledger has of this organiser's event, in one snapshot, and what availability says just after it.
 * The two can be compared when the sale is quiet.
 */
export async function auditEvent(
  { pool, inventory }: Pick<Booking, 'pool' | 'inventory'>,
  eventId: string,
  organiserId: string,
): Promise<Outcome<LedgerDump, RefusalOf<'NOT_FOUND'>>> {
  const sale = await inventory.sale(eventId)
  if (sale?.event.organiser_id !== organiserId) return refuse({ code: 'NOT_FOUND' })
  const rows = await dumpLedger(pool, eventId)
  if (rows === null) return refuse({ code: 'NOT_FOUND' })
  return ok({ ...rows, availability: showAvailability(inventory.loaded(eventId) ?? sale).value })
}
