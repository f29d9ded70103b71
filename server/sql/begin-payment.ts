import type { Queryable } from '../postgres/pool.ts'

export interface BegunPayment {
  code: 'BEGUN'
  paymentId: string
  amount: number
  currency: string
  buyerEmail: string
  orderNumber: number
  /** Until then the seats are held. */
  deadline: Date
}

export type BeginPaymentVerdict =
  | BegunPayment
  | {
      /** PAID: the order is confirmed already. */
      code: 'NOT_FOUND' | 'PAID' | 'HOLD_EXPIRED' | 'HOLD_ENDED'
    }

export interface BeginPaymentJob {
  orderId: string
  customerIds: readonly string[]
  /** For a new attempt, when none is open. */
  paymentId: string
  provider: string
  /** After how many seconds the provider is asked about it, if nothing has been heard. */
  askSeconds: number
}

/** The attempt by which an order is to be paid now: the one that is open, or a new one. */
export async function beginPayment(
  db: Queryable,
  eventId: string,
  job: BeginPaymentJob,
): Promise<BeginPaymentVerdict> {
  const { rows } = await db.query<{
    code: BeginPaymentVerdict['code']
    payment_id: string
    amount: number
    currency: string
    deadline: Date
    buyer_email: string
    order_number: number
  }>('select * from begin_payment($1, $2, $3, $4, $5, $6)', [
    eventId,
    job.orderId,
    job.customerIds,
    job.paymentId,
    job.provider,
    job.askSeconds,
  ])
  const { code, payment_id: paymentId, amount, currency, deadline, ...order } = rows[0]!
  return code === 'BEGUN'
    ? {
        code,
        paymentId,
        amount,
        currency,
        deadline,
        buyerEmail: order.buyer_email,
        orderNumber: order.order_number,
      }
    : { code }
}

/** Remembers what the provider calls a payment. A webhook may have been quicker; it said the same. */
export async function recordOpened(
  db: Queryable,
  eventId: string,
  paymentId: string,
  providerRef: string,
): Promise<void> {
  await db.query(
    'update payments set provider_ref = $3 where event_id = $1 and id = $2 and provider_ref is null',
    [eventId, paymentId, providerRef],
  )
}
