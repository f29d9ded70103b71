import type { Pricing } from '../domain/pricing.ts'
import type { Queryable } from '../postgres/pool.ts'
import { type OrderMoney, orderMoneyColumn, type RawMoney, readMoney } from './order-money.ts'
import { type OrderState, orderStates, type TicketState, ticketStates } from './states.ts'

export interface OrderRow {
  id: string
  number: number
  eventId: string
  customerId: string
  holdId: string
  state: OrderState
  buyerName: string
  buyerEmail: string
  seats: number[]
  amounts: number[]
  total: number
  /** What it came to line by line; null: each seat at its amount and nothing else. */
  pricing: Pricing | null
  createdAt: Date
  paymentDeadline: Date | null
  /** Of the buyer's own: one that was passed on to somebody else is among `passedOn` only. */
  tickets: { id: string; seat: number; state: TicketState; attendee: string | null }[]
  passedOn: { id: string; seat: number; name: string; email: string; at: Date }[]
  /** The language of mails and documents. */
  locale: string
  /** What was paid and went back. */
  money: OrderMoney
  clock: Date
}

type Raw = Omit<OrderRow, 'state' | 'tickets' | 'passedOn' | 'money'> & {
  money: RawMoney
  state: number
  tickets: { id: string; seat: number; state: number; attendee: string | null }[] | null
  passedOn: { id: string; seat: number; name: string; email: string; at: string }[] | null
}

const select = `select o.id, o.number, o.event_id as "eventId", o.customer_id as "customerId", o.hold_id as "holdId",
    case when o.state = 1 and o.payment_deadline <= clock_timestamp() then 4 else o.state end as state,
    o.buyer_name as "buyerName", o.buyer_email as "buyerEmail", o.seats, o.amounts, o.total, o.pricing,
    o.created_at as "createdAt", o.payment_deadline as "paymentDeadline", clock_timestamp() as clock,
    o.locale, ${orderMoneyColumn('o')} as money,
    (select json_agg(json_build_object('id', t.id, 'seat', t.seat, 'state', t.state, 'attendee', t.attendee) order by t.seat)
       from tickets t
      where t.event_id = o.event_id and t.order_id = o.id
        and (t.holder_email is null or t.holder_id = o.customer_id)) as tickets,
    (select json_agg(json_build_object('id', x.old_id, 'seat', x.seat, 'name', x.to_name, 'email', x.to_email,
                                       'at', x.created_at) order by x.seat, x.created_at)
       from ticket_transfers x
      where x.event_id = o.event_id and x.order_id = o.id and x.from_id = o.customer_id) as "passedOn"
  from orders o`

/**
 * An order of one of these customers. Prepared by name: to plan all these looks, under the policies of a customer's role, takes
 * five times as long as they take (measured 2026-11: 1.5 of 1.85 ms).
 */
export async function readOrderRow(
  db: Queryable,
  orderId: string,
  customerIds: readonly string[],
): Promise<OrderRow | undefined> {
  const { rows } = await db.query<Raw>({
    name: 'read_order',
    text: `${select} where o.id = $1 and o.customer_id = any ($2::uuid[])`,
    values: [orderId, customerIds],
  })
  return rows[0] && named(rows[0])
}

/** Which event an order of one of these customers is for. */
export async function readEventOfOrder(
  db: Queryable,
  orderId: string,
  customerIds: readonly string[],
): Promise<string | undefined> {
  const { rows } = await db.query<{ eventId: string }>({
    name: 'read_event_of_order',
    text: 'select o.event_id as "eventId" from orders o where o.id = $1 and o.customer_id = any ($2::uuid[])',
    values: [orderId, customerIds],
  })
  return rows[0]?.eventId
}

/** An order of one of this organiser's events, whoever's it is. */
export async function readOrderOfOrganiser(
  db: Queryable,
  orderId: string,
  organiserId: string,
): Promise<OrderRow | undefined> {
  const { rows } = await db.query<Raw>(
    `${select} join events e on e.id = o.event_id where o.id = $1 and e.organiser_id = $2`,
    [orderId, organiserId],
  )
  return rows[0] && named(rows[0])
}

/** An order of an event, whoever's it is: for what the server itself has to tell its buyer. */
export async function readOrderOfEvent(
  db: Queryable,
  eventId: string,
  orderId: string,
): Promise<OrderRow | undefined> {
  const { rows } = await db.query<Raw>(`${select} where o.event_id = $1 and o.id = $2`, [eventId, orderId])
  return rows[0] && named(rows[0])
}

/** Orders of these customers, newest first. */
export async function readOrderRows(
  db: Queryable,
  customerIds: readonly string[],
  limit: number,
): Promise<OrderRow[]> {
  const { rows } = await db.query<Raw>(
    `${select} where o.customer_id = any ($1::uuid[]) order by o.created_at desc, o.id desc limit $2`,
    [customerIds, limit],
  )
  return rows.map(named)
}

function named(row: Raw): OrderRow {
  return {
    ...row,
    state: orderStates[row.state] as OrderState,
    tickets: (row.tickets ?? []).map((ticket) => ({
      ...ticket,
      state: ticketStates[ticket.state] as TicketState,
    })),
    money: readMoney(row.money),
    passedOn: (row.passedOn ?? []).map((transfer) => ({ ...transfer, at: new Date(transfer.at) })),
  }
}
