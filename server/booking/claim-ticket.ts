import type { RefusalOf } from '../../contract/refusals.ts'
import type { HeldTicket } from '../../contract/shapes/tickets.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { claimTicket as claim } from '../sql/change-ticket.ts'
import type { Booking, Caller } from './booking.ts'
import { readTicket } from './read-tickets.ts'

/** Gives a ticket that was passed on to whoever has the link to it. Doing it again changes nothing. */
export async function claimTicket(
  booking: Booking,
  caller: Caller,
  token: string,
): Promise<Outcome<HeldTicket, RefusalOf<'NOT_FOUND' | 'ALREADY_CLAIMED'>>> {
  const named = booking.seal.readClaim(token)
  if (named === null) return refuse({ code: 'NOT_FOUND' })
  const { eventId, ticketId } = named
  const verdict = await claim(booking.pool, { eventId, id: ticketId }, caller.customerId, caller.customerIds)
  if (verdict !== 'CLAIMED') return refuse({ code: verdict })
  const held = await readTicket(booking, caller, ticketId)
  return held === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(held.ticket)
}
