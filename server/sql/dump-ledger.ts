import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { claimStates, holdStates, orderStates, paymentStates, refundStates, ticketStates } from './states.ts'
import { waitlistStates } from './waitlist/read-places.ts'

export type LedgerRows = Omit<LedgerDump, 'availability'>

/** Every row of one event in one snapshot, so that an audit never compares two moments. Null when there is no such event. */
export async function dumpLedger(pool: Pool, eventId: string): Promise<LedgerRows | null> {
  return transaction(
    pool,
    async (tx) => {
      const read = async <T extends object>(text: string, ...more: string[]): Promise<T[]> =>
        (await tx.query<T>(text, [eventId, ...more])).rows
      // The clock is read inside the snapshot. now() is a moment before it: a hold that ended, and lost its seat to
      // somebody else, in between would look live and robbed.
      const [event] = await read<{
        places: number
        cap: number | null
        fee: number
        clock: Date
        instant: string
      }>(
        `select places, max_per_customer as cap, cancel_fee as fee, c as clock, c::text as instant
           from events, clock_timestamp() c where id = $1`,
      )
      if (event === undefined) return null
      const claims = await read<{ seat: number; state: number; holdId: string | null; lapsed: boolean }>(
        `select seat, state, hold_id as "holdId", coalesce(expires_at <= $2::timestamptz, false) as lapsed
           from claims where event_id = $1 order by seat`,
        event.instant,
      )
      const holds = await read<{
        id: string
        customerId: string
        state: number
        lapsed: boolean
        seats: number[]
      }>(
        `select id, customer_id as "customerId", state, state = 1 and expires_at <= $2::timestamptz as lapsed, seats
           from holds where event_id = $1 order by id`,
        event.instant,
      )
      const orders = await read<{
        id: string
        holdId: string
        customerId: string
        state: number
        seats: number[]
        total: number
        paidLate: boolean
      }>(
        `select id, hold_id as "holdId", customer_id as "customerId", state, seats, total,
                paid_late as "paidLate"
           from orders where event_id = $1 order by id`,
      )
      const waitlist = await read<{
        id: string
        customerId: string
        state: number
        quantity: number
        holdId: string | null
      }>(
        `select w.id, w.customer_id as "customerId", w.quantity, w.hold_id as "holdId",
                case when w.state <> 3 or h.state = 1 and h.expires_at > $2::timestamptz then w.state
                     else waitlist_state(w.state, h.state, h.expires_at) end as state
           from waitlist w left join holds h on h.event_id = w.event_id and h.id = w.hold_id
          where w.event_id = $1 order by w.number`,
        event.instant,
      )
      const tickets = await read<{ id: string; orderId: string; seat: number; state: number }>(
        `select id, order_id as "orderId", seat, state from tickets where event_id = $1 order by seat, id`,
      )
      const payments = await read<{
        id: string
        orderId: string
        state: number
        wanted: 'capture' | 'cancel' | null
        counts: boolean
        amount: number
      }>(
        `select p.id, p.order_id as "orderId", p.state, case p.wanted when 1 then 'capture' when 2 then 'cancel' end as wanted,
                coalesce(o.payment_id = p.id, false) as counts, p.amount
           from payments p left join orders o on o.event_id = p.event_id and o.id = p.order_id
          where p.event_id = $1 order by p.id`,
      )
      const refunds = await read<{
        id: string
        paymentId: string
        orderId: string
        state: number
        byStaff: boolean
        atProvider: boolean
        ticketIds: string[]
        amount: number
      }>(
        `select id, payment_id as "paymentId", order_id as "orderId", state, requested_by is not null as "byStaff",
                reason = 6 as "atProvider", coalesce(tickets, '{}') as "ticketIds", amount
           from refunds where event_id = $1 order by id`,
      )
      return {
        eventId,
        serverTime: event.clock.toISOString(),
        places: event.places,
        maxPerCustomer: event.cap,
        cancelFee: event.fee,
        claims: claims.map((claim) => ({ ...claim, state: named(claimStates, claim.state) })),
        holds: holds.map((hold) => ({ ...hold, state: named(holdStates, hold.state) })),
        orders: orders.map((order) => ({ ...order, state: named(orderStates, order.state) })),
        waitlist: waitlist.map((place) => ({ ...place, state: named(waitlistStates, place.state) })),
        payments: payments.map((payment) => ({ ...payment, state: named(paymentStates, payment.state) })),
        refunds: refunds.map((refund) => ({ ...refund, state: named(refundStates, refund.state) })),
        tickets: tickets.map((ticket) => ({ ...ticket, state: named(ticketStates, ticket.state) })),
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

function named<T extends string>(names: readonly T[], state: number): Exclude<T, ''> {
  return names[state] as Exclude<T, ''>
}
