import type { Queryable } from '../postgres/pool.ts'
import { type PaymentState, paymentStates } from './states.ts'

/** A payment, with what it takes to ask its provider about it. */
export interface PaymentRow {
  eventId: string
  orderId: string
  id: string
  provider: string
  /** Null until the provider has given it one, as far as we know. */
  providerRef: string | null
  state: PaymentState
  wanted: 'capture' | 'cancel' | null
  amount: number
  currency: string
  tries: number
  buyerEmail: string
  orderNumber: number
}

export type RawPayment = Omit<PaymentRow, 'state' | 'wanted'> & { state: number; wanted: number | null }

export const paymentColumns = `p.event_id as "eventId", p.order_id as "orderId", p.id, p.provider,
  p.provider_ref as "providerRef", p.state, p.wanted, p.amount, p.currency, p.tries,
  o.buyer_email as "buyerEmail", o.number as "orderNumber"`

const ofOrder = `from payments p
  join orders o on o.event_id = p.event_id and o.id = p.order_id`

/** The attempts at an order that the provider may know something new of, the newest first. */
export async function readBegunPayments(
  db: Queryable,
  eventId: string,
  orderId: string,
): Promise<PaymentRow[]> {
  const { rows } = await db.query<RawPayment>(
    `select ${paymentColumns} ${ofOrder}
      where p.event_id = $1 and p.order_id = $2 and p.begun_at is not null and p.state in (1, 3)
      order by p.created_at desc limit 10`,
    [eventId, orderId],
  )
  return rows.map(namedPayment)
}

/** The same, and those that have ended: what was last tried, whatever became of it. */
export async function readAttempts(db: Queryable, eventId: string, orderId: string): Promise<PaymentRow[]> {
  const { rows } = await db.query<RawPayment>(
    `select ${paymentColumns} ${ofOrder}
      where p.event_id = $1 and p.order_id = $2
      order by p.created_at desc limit 10`,
    [eventId, orderId],
  )
  return rows.map(namedPayment)
}

export function namedPayment(row: RawPayment): PaymentRow {
  return {
    ...row,
    state: paymentStates[row.state] as PaymentState,
    wanted: ([null, 'capture', 'cancel'] as const)[row.wanted ?? 0]!,
  }
}
