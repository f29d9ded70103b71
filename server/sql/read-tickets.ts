import type { Queryable } from '../postgres/pool.ts'
import { type TicketState, ticketStates } from './states.ts'

/** A ticket in the hands of a customer: the buyer's while nobody else has it, then whoever's it was passed on to. */
export interface HeldTicketRow {
  id: string
  eventId: string
  orderId: string
  seat: number
  state: TicketState
  attendee: string | null
}

/** Where a ticket was that one of these customers passed on, by the id that it had then. */
export async function readPassedOn(
  db: Queryable,
  ticketId: string,
  customerIds: readonly string[],
): Promise<HeldTicketRow | undefined> {
  const { rows } = await db.query(
    `select x.old_id as id, x.event_id as "eventId", x.order_id as "orderId", x.seat, 2 as state, x.to_name as attendee
       from ticket_transfers x where x.from_id = any ($1::uuid[]) and x.old_id = $2`,
    [customerIds, ticketId],
  )
  return rows.map(named)[0]
}

/** What else its holder is told of the order that it is of: they may not see the order itself. */
export interface TicketFacts {
  orderNumber: number
  amount: number
  /** Who passed it on; null: nobody, it is the buyer's. */
  receivedFrom: string | null
  locale: string
  clock: Date
}

const select = `select t.id, t.event_id as "eventId", t.order_id as "orderId", t.seat, t.state, t.attendee`
// Each starts from an index on the customer: nothing is looked up by a ticket's id alone.
const bought = `from orders o join tickets t on t.event_id = o.event_id and t.order_id = o.id
  where o.customer_id = any ($1::uuid[]) and t.holder_email is null`
const received = `from tickets t where t.holder_id = any ($1::uuid[])`

/** A ticket that one of these customers has. */
export async function readHeldTicket(
  db: Queryable,
  ticketId: string,
  customerIds: readonly string[],
): Promise<HeldTicketRow | undefined> {
  const { rows } = await db.query(
    `${select} ${bought} and t.id = $2 union all ${select} ${received} and t.id = $2`,
    [customerIds, ticketId],
  )
  return rows.map(named)[0]
}

/** Tickets that were passed on to these customers, the latest first. */
export async function readReceivedTickets(
  db: Queryable,
  customerIds: readonly string[],
  limit: number,
): Promise<HeldTicketRow[]> {
  const { rows } = await db.query(`${select} ${received} order by t.id desc limit $2`, [customerIds, limit])
  return rows.map(named)
}

/** In the tickets' order. For whoever is known to have them: this looks at orders of others. */
export async function readTicketFacts(
  db: Queryable,
  tickets: readonly HeldTicketRow[],
): Promise<TicketFacts[]> {
  const { rows } = await db.query<TicketFacts>(
    `select o.number as "orderNumber", o.amounts[array_position(o.seats, w.seat)] as amount, o.locale,
            clock_timestamp() as clock,
            (select coalesce(y.to_name, o.buyer_name)
               from ticket_transfers x
               left join ticket_transfers y on y.event_id = x.event_id and y.new_id = x.old_id
              where x.event_id = w.event_id and x.new_id = w.id) as "receivedFrom"
       from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[]) with ordinality w(event_id, order_id, seat, id, at)
       join orders o on o.event_id = w.event_id and o.id = w.order_id
      order by w.at`,
    [
      tickets.map(({ eventId }) => eventId),
      tickets.map(({ orderId }) => orderId),
      tickets.map(({ seat }) => seat),
      tickets.map(({ id }) => id),
    ],
  )
  return rows
}

function named(row: Omit<HeldTicketRow, 'state'> & { state: number }): HeldTicketRow {
  return { ...row, state: ticketStates[row.state] as TicketState }
}
