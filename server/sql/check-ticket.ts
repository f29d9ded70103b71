import type { Queryable } from '../postgres/pool.ts'

export interface TicketStanding {
  state: 'valid' | 'void' | 'transferred'
  attendee: string | null
}

/**
 * What a ticket that we once signed is worth now. A seat has one valid ticket at most; one that is not that, and was not
 * passed on, is void.
 */
export async function checkTicket(
  db: Queryable,
  ticket: { eventId: string; ticketId: string; seat: number },
): Promise<TicketStanding> {
  const { rows } = await db.query<TicketStanding>(
    `select case when t.id is not null then 'valid' when x.old_id is not null then 'transferred' else 'void' end as state,
            t.attendee
       from (select) one
       left join tickets t on t.event_id = $1 and t.seat = $3 and t.state = 1 and t.id = $2
       left join ticket_transfers x on x.event_id = $1 and x.old_id = $2`,
    [ticket.eventId, ticket.ticketId, ticket.seat],
  )
  return rows[0]!
}
