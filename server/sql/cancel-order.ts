import type { Queryable } from '../postgres/pool.ts'
import { type OrderState, orderStates, refundReasons } from './states.ts'
import { whileNobodyWaits } from './waitlist/lock.ts'

export interface CancelJob {
  orderId: string
  /** The buyer, to whom the event's policy applies; null: the staff cancels. */
  customerIds: readonly string[] | null
  /** Null: all of the order. */
  ticketIds: readonly string[] | null
  /** Only the staff's: how much goes back, instead of all that these tickets were worth. */
  amount?: number
  note?: string
  requestedBy?: string
}

export interface CancelVerdict {
  code: 'CANCELLED' | 'CANCELLED_BEFORE' | 'NOT_FOUND' | 'NOT_CANCELLABLE' | 'REFUND_TOO_LARGE'
  holdId: string
  customerId: string
  /** Seats that this call freed. */
  freed: number[]
  orderState: OrderState
  /** Minor units that go back; with REFUND_TOO_LARGE the most that can. */
  refunded: number
  /** Something is now due at the provider. */
  wants: boolean
}

const cancelling = 'cancel_order($1, $2, $3::uuid[], $4::uuid[], $5, $6, $7, $8)'
const guarded = whileNobodyWaits(cancelling.replace('$1', 'w'))

/**
 * Cancels an order, or some of its tickets, and writes down what goes back. `isGuarded`: only while nobody waits for the
 * event's seats.
 */
export async function cancelOrder(
  db: Queryable,
  eventId: string,
  job: CancelJob,
  isGuarded = false,
): Promise<CancelVerdict> {
  const { rows } = await db.query<{
    code: Exclude<CancelVerdict['code'], 'CANCELLED'> | null
    hold_id: string
    customer_id: string
    freed: number[]
    order_state: number
    refunded: number
    wants: boolean
  }>(isGuarded ? guarded : `select * from ${cancelling}`, [
    eventId,
    job.orderId,
    job.customerIds,
    job.ticketIds,
    job.amount ?? null,
    refundReasons.indexOf(job.customerIds === null ? 'staff' : 'cancelled'),
    job.note ?? null,
    job.requestedBy ?? null,
  ])
  const row = rows[0]!
  return {
    code: row.code ?? 'CANCELLED',
    holdId: row.hold_id,
    customerId: row.customer_id,
    freed: row.freed,
    orderState: orderStates[row.order_state] as OrderState,
    refunded: row.refunded,
    wants: row.wants,
  }
}

/** Gives money back for nothing but goodwill: the tickets stay. REFUND_TOO_LARGE says the most that can go back. */
export async function refundOrder(
  db: Queryable,
  eventId: string,
  job: { orderId: string; amount: number; note: string; requestedBy: string },
): Promise<{ code: 'REFUNDED' | 'NOT_FOUND' | 'REFUND_TOO_LARGE'; refunded: number }> {
  const { rows } = await db.query('select * from refund_order($1, $2, $3, $4, $5)', [
    eventId,
    job.orderId,
    job.amount,
    job.note,
    job.requestedBy,
  ])
  return rows[0]!
}
