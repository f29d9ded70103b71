import type { TicketCheck } from '../../contract/shapes/tickets.ts'
import { checkTicket as check } from '../sql/check-ticket.ts'
import type { Booking } from './booking.ts'

/**
 * What a code is worth now, for staff. Nothing is changed by asking: letting people in is another act. A code of an event
 * that is not this organiser's tells no more than a forged one.
 */
export async function checkTicket(booking: Booking, organiserId: string, code: string): Promise<TicketCheck> {
  const signed = booking.seal.open(code.trim())
  const sale = signed && (await booking.inventory.sale(signed.eventId))
  if (!signed || sale?.event.organiser_id !== organiserId) return { state: 'unknown' }
  const { state, attendee } = await check(booking.pool, signed)
  const { index } = sale
  return {
    state,
    eventId: signed.eventId,
    ticketId: signed.ticketId,
    seat: index.labelOf(signed.seat),
    category: index.categories[index.categoryOf[signed.seat]!]?.name ?? '',
    attendee,
  }
}
