import type { Queryable } from '../postgres/pool.ts'
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
  createdAt: Date
  paymentDeadline: Date | null
  tickets: { id: string; seat: number; state: TicketState }[]
  clock: Date
}

type Raw = Omit<OrderRow, 'state' | 'tickets'> & {
  state: number
  tickets: { id: string; seat: number; state: number }[] | null
}

const select = `select o.id, o.number, o.event_id as "eventId", o.customer_id as "customerId", o.hold_id as "holdId",
    case when o.state = 1 and o.payment_deadline <= clock_timestamp() then 4 else o.state end as state,
    o.buyer_name as "buyerName", o.buyer_email as "buyerEmail", o.seats, o.amounts, o.total,
    o.created_at as "createdAt", o.payment_deadline as "paymentDeadline", clock_timestamp() as clock,
    (select json_agg(json_build_object('id', t.id, 'seat', t.seat, 'state', t.state) order by t.seat)
       from tickets t where t.event_id = o.event_id and t.order_id = o.id) as tickets
  from orders o`

/** An order of one of these customers. */
export async function readOrderRow(
  db: Queryable,
  orderId: string,
  customerIds: readonly string[],
): Promise<OrderRow | undefined> {
  const { rows } = await db.query<Raw>(`${select} where o.id = $1 and o.customer_id = any ($2::uuid[])`, [
    orderId,
    customerIds,
  ])
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
  }
}
