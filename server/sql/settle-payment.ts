import type { Queryable } from '../postgres/pool.ts'
import { plainArray } from './array-literal.ts'
import { type OrderState, orderStates } from './states.ts'
import { whileNobodyWaits } from './waitlist/lock.ts'

/** What a provider says of a payment: payments/gateway.ts tells what each part means. */
export interface SettleJob {
  paymentId: string
  provider: string
  providerRef: string
  state: 'open' | 'processing' | 'authorised' | 'captured' | 'cancelled'
  amount: number
  currency: string
  refunded: number
  /** The provider's own id of the event that brought this; null when we asked. */
  inbox: { id: string; kind: string } | null
}

/** Seats that are to take the place of those that are gone: a live hold of the same customer, and which seat for which. */
export interface Replacement {
  holdId: string
  /** The hold's seats, each at the place of the order's seat that it stands for. */
  seats: readonly number[]
}

export type SettleCode =
  /** The seats were still held. */
  | 'CONFIRMED'
  /** The hold was gone, and the same seats could be had all the same. */
  | 'CONFIRMED_LATE'
  | 'REPLACED'
  /** Nothing was done: the seats are gone, and the buyer accepts others. Bring them, or say that there are none. */
  | 'SEATS_GONE'
  /** The order is not paid by this: the money is to go back, or never to be taken. */
  | 'GIVEN_BACK'
  /** The payment that the order was confirmed by has come a step further. */
  | 'PAID_ON'
  /** The payment has ended with nothing charged. */
  | 'FAILED'
  /** The same, after the order was confirmed by it: the order is cancelled. */
  | 'CAPTURE_FAILED'
  /** Money was given back at the provider's own desk. */
  | 'REFUNDED_THERE'
  | 'UNCHANGED'
  /** This event of the provider's has been here before. */
  | 'REPEATED'
  | 'UNKNOWN_PAYMENT'

export interface SettleVerdict {
  code: SettleCode
  orderId: string
  orderState: OrderState
  customerId: string
  /** The hold that the order's seats are under now. */
  holdId: string
  /** Seats that this call sold to it. */
  sold: number[]
  /** A hold that this call ended without a sale, or whose sale it took back, and the seats of it that are free by that. */
  endedHoldId: string | null
  freed: number[]
  /** Something is now due at the provider. */
  wants: boolean
  clock: Date | null
}

interface Row {
  code: SettleCode
  order_id: string
  order_state: number
  customer_id: string
  hold_id: string
  sold: number[]
  ended_hold: string | null
  freed: number[]
  wants: boolean
  clock: Date | null
}

const settling = 'settle_payment($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)'
const guarded = whileNobodyWaits(settling.replace('$1', 'w'))

/**
 * Enters what a provider says of a payment, with all that follows for its order. `replacement`: see SEATS_GONE; `'none'`
 * says that there are no seats to replace them with. `isGuarded`: only while nobody waits for the event's seats.
 */
export async function settlePayment(
  db: Queryable,
  eventId: string,
  job: SettleJob,
  replacement: Replacement | 'none' | null,
  isGuarded = false,
): Promise<SettleVerdict> {
  const offered = replacement === 'none' ? null : replacement
  const { rows } = await db.query<Row>({
    name: isGuarded ? 'settle_payment_guarded' : 'settle_payment',
    text: isGuarded ? guarded : `select * from ${settling}`,
    values: [
      eventId,
      job.paymentId,
      job.provider,
      job.providerRef,
      job.state,
      job.amount,
      job.currency,
      job.refunded,
      job.inbox?.id ?? null,
      job.inbox?.kind ?? null,
      offered?.holdId ?? null,
      offered && plainArray(offered.seats),
      replacement === 'none',
    ],
  })
  const row = rows[0]!
  return {
    code: row.code,
    orderId: row.order_id,
    orderState: orderStates[row.order_state] as OrderState,
    customerId: row.customer_id,
    holdId: row.hold_id,
    sold: row.sold,
    endedHoldId: row.ended_hold,
    freed: row.freed,
    wants: row.wants,
    clock: row.clock,
  }
}
