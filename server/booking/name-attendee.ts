import type { RefusalOf } from '../../contract/refusals.ts'
import type { HeldTicket } from '../../contract/shapes/tickets.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { nameAttendee as name } from '../sql/change-ticket.ts'
import type { Booking, Caller } from './booking.ts'
import { findHeldTicket, readTicket } from './read-tickets.ts'

/** Says who comes with a ticket, until the event's deadline for names. */
export async function nameAttendee(
  booking: Booking,
  caller: Caller,
  ticketId: string,
  attendee: string | null,
): Promise<Outcome<HeldTicket, RefusalOf<'NOT_FOUND' | 'NAMES_FIXED'>>> {
  const row = await findHeldTicket(booking, caller, ticketId)
  if (row === undefined) return refuse({ code: 'NOT_FOUND' })
  const verdict = await name(booking.pool, row, caller.customerIds, attendee?.trim() ?? null)
  if (verdict.code === 'NOT_FOUND') return refuse({ code: 'NOT_FOUND' })
  if (verdict.code === 'NAMES_FIXED')
    return refuse({ code: 'NAMES_FIXED', until: verdict.until.toISOString() })
  const held = await readTicket(booking, caller, ticketId)
  return held === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(held.ticket)
}
