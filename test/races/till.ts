import { beginAttempt } from '../../server/booking/begin-payment.ts'
import { createPaymentDesk } from '../../server/booking/payment-desk.ts'
import type { Gateway } from '../../server/payments/gateway.ts'
import type { Pool } from '../../server/postgres/pool.ts'
import type { EventRow } from '../../server/sql/tables.ts'
import { claimOne, job, openHouse, type Server, uuid } from './house.ts'

/** One server with a till: what looks after payments, on the engine of `house.ts`. */
export function openTill(engine: Server, gateway: Gateway) {
  const payments = createPaymentDesk([gateway], gateway)
  return { pool: engine.pool, inventory: engine.inventory, payments, uuid, wakeMail() {} }
}
export type Till = ReturnType<typeof openTill>

export interface Buying {
  event: EventRow
  orderId: string
  holdId: string
  customerId: string
  seats: number[]
  total: number
  paymentId: string
  providerRef: string
}

export const PRICE = 2500

export interface BuyingOptions {
  places?: number
  seats?: number[]
  acceptsEquivalent?: boolean
  event?: EventRow
}

/** A buyer who is about to pay: seats held, order open, payment begun. */
export async function beginBuying(pool: Pool, till: Till, options: BuyingOptions = {}): Promise<Buying> {
  const { seats = [0, 1], places = 4, acceptsEquivalent = false } = options
  const event = options.event ?? (await openHouse(pool, places, { prices: { Standing: PRICE } }))
  const total = PRICE * seats.length
  const hold = job(seats, { amounts: seats.map(() => PRICE), total })
  const claimed = await claimOne(pool, event.id, hold)
  if (claimed.code !== 'CLAIMED') throw new Error(claimed.code)
  const { holdId, customerId } = hold
  const sale = await till.inventory.sale(event.id)
  const orderId = uuid()
  const opened = await till.inventory.openOrder(sale!, {
    holdId,
    customerId,
    orderId,
    buyer: { name: 'A buyer', email: 'buyer@example.com' },
    locale: 'en',
    acceptsEquivalent,
    payment: { id: uuid(), provider: till.payments.chosen!.name },
    key: null,
    hash: null,
  })
  if (opened.code !== 'OPENED') throw new Error(opened.code)
  const begun = await beginAttempt(till, { customerId, customerIds: [customerId] }, orderId)
  if (!begun.ok) throw new Error(begun.refusal.code)
  const { payment, opened: at } = begun.value
  return {
    event,
    orderId,
    holdId,
    customerId,
    seats,
    total,
    paymentId: payment.id,
    providerRef: at.providerRef,
  }
}

/** The hold's time goes by, and with it the order's. Nobody has swept yet. */
export async function letHoldEnd(pool: Pool, { orderId, holdId }: Buying): Promise<void> {
  const past = `clock_timestamp() - interval '1 ms'`
  await pool.query(`update claims set expires_at = ${past} where hold_id = $1 and state = 1`, [holdId])
  await pool.query(`update holds set expires_at = ${past} where id = $1 and state = 1`, [holdId])
  await pool.query(`update orders set payment_deadline = ${past} where id = $1 and state = 1`, [orderId])
}

/** Whatever was put off is due now. */
export async function letRetriesCome(pool: Pool, eventId: string): Promise<void> {
  for (const table of ['payments', 'refunds']) {
    await pool.query(
      `update ${table} set due_at = clock_timestamp() where event_id = $1 and due_at is not null`,
      [eventId],
    )
  }
}

export interface Standing {
  order: string
  tickets: number
  /** By our ledger. */
  captured: number
  refunded: number
  /** What is still wanted of the provider. */
  due: number
}

const orderStates = ['', 'awaiting_payment', 'confirmed', 'cancelled', 'expired', 'refunded']

export async function standing(pool: Pool, { event, orderId }: Buying): Promise<Standing> {
  const { rows } = await pool.query(
    `select o.state,
       (select count(*)::int from tickets t
          join claims c on c.event_id = t.event_id and c.seat = t.seat and c.state = 2 and c.hold_id = o.hold_id
         where t.event_id = o.event_id and t.order_id = o.id and t.state = 1) as tickets,
       (select count(*)::int from tickets t
         where t.event_id = o.event_id and t.order_id = o.id and t.state = 1) as valid,
       (select coalesce(sum(p.amount), 0) from payments p
         where p.event_id = o.event_id and p.order_id = o.id and p.state = 2) as captured,
       (select coalesce(sum(r.amount), 0) from refunds r
         where r.event_id = o.event_id and r.order_id = o.id and r.state = 2) as refunded,
       (select count(*)::int from payments p
         where p.event_id = o.event_id and p.order_id = o.id and p.state in (1, 3)) +
       (select count(*)::int from refunds r
         where r.event_id = o.event_id and r.order_id = o.id and r.state = 1) as due
       from orders o where o.event_id = $1 and o.id = $2`,
    [event.id, orderId],
  )
  const { state, tickets, valid, captured, refunded, due } = rows[0]
  if (tickets !== valid)
    throw new Error(`${valid} tickets are valid, ${tickets} of their seats are sold to the order`)
  return {
    order: orderStates[state]!,
    tickets,
    captured: Number(captured),
    refunded: Number(refunded),
    due,
  }
}
