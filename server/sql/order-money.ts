import {
  type PaymentState,
  paymentStates,
  type RefundReason,
  type RefundState,
  refundReasons,
  refundStates,
} from './states.ts'

/** What is known of an order's money: the latest attempt to pay it, what it was paid with, and what went back. */
export interface OrderMoney {
  paidLate: boolean
  /** Indexes of the seats first ordered, when others took their place. */
  replacedSeats: number[] | null
  /** Of the latest attempt. */
  payment: { provider: string; state: PaymentState | 'processing' } | null
  /** Minor units, captured or certain to be, by the payment that counts. */
  paid: number
  refunds: { amount: number; state: RefundState; reason: RefundReason; createdAt: Date; counts: boolean }[]
}

export const noMoney: OrderMoney = {
  paidLate: false,
  replacedSeats: null,
  payment: null,
  paid: 0,
  refunds: [],
}

export interface RawMoney {
  paidLate: boolean
  replacedSeats: number[] | null
  payment: { provider: string; state: number; processing: boolean } | null
  paid: number
  refunds: { amount: number; state: number; reason: number; createdAt: string; counts: boolean }[] | null
}

/** `order`: the alias of `orders` in the query. */
export const orderMoneyColumn = (order: string) => `json_build_object(
    'paidLate', ${order}.paid_late, 'replacedSeats', ${order}.replaced_seats,
    'payment', (select json_build_object('provider', p.provider, 'state', p.state, 'processing', p.processing)
                  from payments p where p.event_id = ${order}.event_id and p.order_id = ${order}.id
                 order by p.created_at desc limit 1),
    'paid', coalesce((select p.amount from payments p
                       where p.event_id = ${order}.event_id and p.id = ${order}.payment_id
                         and p.state in (2, 3) and p.wanted is distinct from 2), 0),
    'refunds', (select json_agg(json_build_object('amount', r.amount, 'state', r.state, 'reason', r.reason,
                                                  'createdAt', r.created_at,
                                                  'counts', coalesce(r.payment_id = ${order}.payment_id, false))
                                order by r.created_at, r.id)
                  from refunds r where r.event_id = ${order}.event_id and r.order_id = ${order}.id))`

export function readMoney(raw: RawMoney): OrderMoney {
  const { payment } = raw
  return {
    paidLate: raw.paidLate,
    replacedSeats: raw.replacedSeats,
    paid: raw.paid,
    payment: payment && {
      provider: payment.provider,
      state: payment.processing ? 'processing' : (paymentStates[payment.state] as PaymentState),
    },
    refunds: (raw.refunds ?? []).map((refund) => ({
      amount: refund.amount,
      state: refundStates[refund.state] as RefundState,
      reason: refundReasons[refund.reason] as RefundReason,
      createdAt: new Date(refund.createdAt),
      counts: refund.counts,
    })),
  }
}
