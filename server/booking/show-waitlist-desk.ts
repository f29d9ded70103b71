import type { RefusalOf } from '../../contract/refusals.ts'
import type { WaitlistDesk } from '../../contract/shapes/waitlist.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { waitlistLimits } from '../limits/waitlist-limits.ts'
import { readDeskRows } from '../sql/waitlist/read-places.ts'
import type { Booking } from './booking.ts'

/** Who waits for this organiser's event, who was offered what, and by which rules. */
export async function showWaitlistDesk(
  { pool, inventory }: Pick<Booking, 'pool' | 'inventory'>,
  eventId: string,
  organiserId: string,
): Promise<Outcome<WaitlistDesk, RefusalOf<'NOT_FOUND'>>> {
  const sale = await inventory.sale(eventId)
  if (sale === undefined || sale.event.organiser_id !== organiserId) return refuse({ code: 'NOT_FOUND' })
  const { event } = sale
  const rows = await readDeskRows(pool, eventId, waitlistLimits.listed)
  return ok({
    settings: {
      enabled: event.waitlist,
      offerSeconds: event.waitlist_offer_seconds,
      passes: event.waitlist_passes,
      passMinutes: event.waitlist_pass_minutes,
      auto: event.waitlist_auto,
    },
    waiting: rows.filter(({ position }) => position !== null).length,
    places: rows.map(({ createdAt, ...row }) => ({ ...row, joinedAt: createdAt.toISOString() })),
  })
}
