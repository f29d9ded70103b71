import type { BookedSeat } from '../../contract/shapes/holds.ts'
import type { OrderEvent } from '../../contract/shapes/order-event.ts'
import type { Ticket } from '../../contract/shapes/tickets.ts'
import { mayNameAttendee, mayTransfer } from '../domain/ticket-rules.ts'
import type { TicketState } from '../sql/states.ts'
import type { EventRow } from '../sql/tables.ts'
import type { Booking } from './booking.ts'

export interface TicketFactsOfOrder {
  id: string
  orderId: string
  state: TicketState
  attendee: string | null
  seat: BookedSeat
  /** Signing takes longer than all the rest of a free booking, so who does not show the code leaves it out. */
  withCode: boolean
}

/** A ticket as whoever has it sees it. */
export function describeTicket(
  { seal }: Pick<Booking, 'seal'>,
  event: EventRow,
  facts: TicketFactsOfOrder,
  clock: Date,
): Ticket {
  const { id, orderId, state, attendee, seat, withCode } = facts
  const isValid = state === 'valid'
  const ticket: Ticket = {
    id,
    orderId,
    eventId: event.id,
    state,
    seat,
    attendee,
    nameable: isValid && mayNameAttendee(rulesOf(event), clock),
    transferable: isValid && mayTransfer(rulesOf(event), clock),
  }
  if (isValid && withCode) ticket.code = seal.codeOf({ eventId: event.id, ticketId: id, seat: seat.index })
  return ticket
}

/** As whoever passed it on sees it: that it is gone, and to whom. */
export function describeTransferred(
  event: EventRow,
  facts: { id: string; orderId: string; seat: BookedSeat; to: { name: string; email: string; at: Date } },
): Ticket {
  const { id, orderId, seat, to } = facts
  return {
    id,
    orderId,
    eventId: event.id,
    state: 'transferred',
    seat,
    attendee: to.name,
    nameable: false,
    transferable: false,
    transferredTo: { name: to.name, email: to.email, at: to.at.toISOString() },
  }
}

export function describeOrderEvent(event: EventRow): OrderEvent {
  return {
    slug: event.slug,
    title: event.title,
    artwork: event.artwork,
    venue: event.venue,
    startsAt: event.starts_at.toISOString(),
    endsAt: event.ends_at?.toISOString() ?? null,
    timezone: event.timezone,
  }
}

function rulesOf(event: EventRow) {
  return {
    startsAt: event.starts_at,
    cancelledAt: event.cancelled_at,
    namesUntilSeconds: event.names_until_seconds,
    transferable: event.transferable,
  }
}
