import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OrderEvent, type OrderState, stepOf } from '../../server/domain/order.ts'
import { refundCases } from '../../server/domain/refund-cases.ts'
import { cancelOrder, refundOrder } from '../../server/sql/cancel-order.ts'
import { releaseHolds } from '../../server/sql/release-holds.ts'
import { type SettleJob, settlePayment } from '../../server/sql/settle-payment.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { type Bank, openDemoBank } from './bank.ts'
import { claimOne, job, type Server, startEngine, uuid } from './house.ts'
import { type Buying, beginBuying, letHoldEnd, openTill, standing, type Till } from './till.ts'

let database: FreshDatabase
let bank: Bank
let engine: Server
let till: Till
beforeAll(async () => {
  database = await freshDatabase()
  bank = await openDemoBank(database)
  engine = startEngine(database)
  till = openTill(engine, bank.gateway)
})
afterAll(async () => {
  await engine[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const report = (buying: Buying, change: Partial<SettleJob> = {}): SettleJob => ({
  paymentId: buying.paymentId,
  provider: 'demo',
  providerRef: buying.providerRef,
  state: 'authorised',
  amount: buying.total,
  currency: 'EUR',
  refunded: 0,
  inbox: null,
  ...change,
})
const settle = (buying: Buying, change: Partial<SettleJob> = {}) =>
  settlePayment(database.pool, buying.event.id, report(buying, change), 'none')
const cancel = (buying: Buying, ticketIds: string[] | null = null) =>
  cancelOrder(database.pool, buying.event.id, {
    orderId: buying.orderId,
    customerIds: [buying.customerId],
    ticketIds,
  })
const rival = (buying: Buying) => claimOne(database.pool, buying.event.id, job([0]))

/** Another attempt of the same order, as a second tab would begin it. */
async function anotherPayment(buying: Buying): Promise<string> {
  const id = uuid()
  await database.pool.query(
    `insert into payments (event_id, id, order_id, provider, provider_ref, state, amount, currency, begun_at)
     values ($1, $2, $3, 'demo', $5, 1, $4, 'EUR', now())`,
    [buying.event.id, id, buying.orderId, buying.total, `di_${id}`],
  )
  return id
}

const reach: Record<OrderState, (buying: Buying) => Promise<unknown>> = {
  awaiting_payment: async () => {},
  confirmed: (buying) => settle(buying),
  cancelled: (buying) => cancel(buying),
  async expired(buying) {
    await letHoldEnd(database.pool, buying)
    await releaseHolds(database.pool, buying.event.id, [buying.holdId], null)
  },
  async refunded(buying) {
    await settle(buying, { state: 'captured' })
    await cancel(buying)
  },
}

async function lateFor(buying: Buying, isTaken: boolean): Promise<void> {
  await letHoldEnd(database.pool, buying)
  if (isTaken) await rival(buying)
}

/** What each event is, in the database's terms. */
const happens: Partial<Record<OrderEvent, (buying: Buying) => Promise<unknown>>> = {
  paid_while_held: (buying) => settle(buying),
  async paid_late_seats_free(buying) {
    await lateFor(buying, false)
    await settle(buying)
  },
  async paid_late_seats_gone(buying) {
    await lateFor(buying, true)
    await settle(buying)
  },
  paid_another_amount: (buying) => settle(buying, { amount: buying.total - 1 }),
  captured: (buying) => settle(buying, { state: 'captured' }),
  async paid_again(buying) {
    await settle(buying, { paymentId: await anotherPayment(buying), state: 'captured' })
  },
  declined: (buying) => settle(buying, { state: 'open', amount: 0 }),
  async attempt_ended(buying) {
    await settle(buying, { paymentId: await anotherPayment(buying), state: 'cancelled', amount: 0 })
  },
  capture_failed: (buying) => settle(buying, { state: 'cancelled', amount: 0 }),
  time_over: async (buying) => {
    await letHoldEnd(database.pool, buying)
    await releaseHolds(database.pool, buying.event.id, [buying.holdId], null)
  },
  cancelled_without_refund: (buying) => cancel(buying),
  async cancelled_with_refund(buying) {
    await settle(buying, { state: 'captured' })
    await cancel(buying)
  },
  async tickets_cancelled(buying) {
    const { rows } = await database.pool.query('select id from tickets where order_id = $1 and seat = 0', [
      buying.orderId,
    ])
    await cancel(buying, [rows[0]?.id ?? uuid()])
  },
  goodwill: (buying) =>
    refundOrder(database.pool, buying.event.id, {
      orderId: buying.orderId,
      amount: 100,
      note: 'sorry',
      requestedBy: uuid(),
    }),
  async refunded_at_provider(buying) {
    await settle(buying, { state: 'captured' })
    await settle(buying, { state: 'captured', refunded: buying.total })
  },
}

/** Which pairs can be brought about: a payment that is not open any more cannot be news of itself. */
const walks: [OrderState, OrderEvent[]][] = [
  [
    'awaiting_payment',
    [
      ...([
        'paid_while_held',
        'paid_late_seats_free',
        'paid_late_seats_gone',
        'paid_another_amount',
      ] as const),
      ...(['declined', 'attempt_ended', 'capture_failed', 'time_over', 'cancelled_without_refund'] as const),
      ...(['tickets_cancelled', 'goodwill'] as const),
    ],
  ],
  [
    'confirmed',
    [
      ...(['captured', 'paid_again', 'declined', 'attempt_ended', 'capture_failed', 'time_over'] as const),
      ...(['cancelled_without_refund', 'cancelled_with_refund', 'tickets_cancelled', 'goodwill'] as const),
      'refunded_at_provider',
    ],
  ],
  [
    'expired',
    [
      ...(['paid_late_seats_free', 'paid_late_seats_gone', 'paid_another_amount', 'declined'] as const),
      ...([
        'attempt_ended',
        'time_over',
        'cancelled_without_refund',
        'tickets_cancelled',
        'goodwill',
      ] as const),
    ],
  ],
  [
    'cancelled',
    [
      ...(['paid_late_seats_free', 'paid_late_seats_gone', 'paid_again', 'paid_another_amount'] as const),
      ...([
        'declined',
        'attempt_ended',
        'time_over',
        'cancelled_without_refund',
        'tickets_cancelled',
      ] as const),
    ],
  ],
  [
    'refunded',
    [
      ...(['paid_again', 'declined', 'attempt_ended', 'time_over', 'cancelled_without_refund'] as const),
      'tickets_cancelled',
    ],
  ],
]

describe('the ledger goes the way that domain/order.ts tells', () => {
  it.each(walks.flatMap(([state, events]) => events.map((event) => [state, event] as const)))(
    '%s, %s',
    async (state, event) => {
      const buying = await beginBuying(database.pool, till)
      await reach[state](buying)
      expect((await standing(database.pool, buying)).order).toBe(state)
      await happens[event]!(buying)
      const step = stepOf(state, event)
      const after = await standing(database.pool, buying)
      expect(after.order).toBe(step.to)
      const kept = event === 'tickets_cancelled' ? 1 : 2
      expect(after.tickets).toBe(step.to === 'confirmed' ? kept : 0)
      if (step.effects.includes('give_back')) {
        const { rows } = await database.pool.query(
          `select (select count(*)::int from refunds where order_id = $1) +
                  (select count(*)::int from payments where order_id = $1 and state in (1, 3) and wanted = 2) as back`,
          [buying.orderId],
        )
        expect(rows[0].back).toBeGreaterThan(0)
      }
      if (step.effects.includes('mail')) {
        const { rows } = await database.pool.query('select kind from mails where order_id = $1', [
          buying.orderId,
        ])
        const isQuiet =
          event === 'paid_another_amount' || (event.startsWith('paid_late') && step.to === 'cancelled')
        if (!isQuiet) expect(rows.length).toBeGreaterThan(0)
      }
    },
  )
})

describe('what cancelling gives back, by the table that domain/refund.ts is tested with', () => {
  it.each(refundCases)('$why', async ({ refund, total, amounts, cancelled, isWhole, left, feePerTicket }) => {
    const seats = amounts.map((_, seat) => seat)
    const buying = await beginBuying(database.pool, till, { seats })
    const eventId = buying.event.id
    await settle(buying, { state: 'captured' })
    await database.pool.query('update events set cancel_fee = $2 where id = $1', [eventId, feePerTicket])
    await database.pool.query('update orders set amounts = $2, total = $3 where id = $1', [
      buying.orderId,
      amounts,
      total,
    ])
    await database.pool.query('update payments set amount = $2 where id = $1', [buying.paymentId, total])
    if (left < total) {
      await refundOrder(database.pool, eventId, {
        orderId: buying.orderId,
        amount: total - left,
        note: 'before',
        requestedBy: uuid(),
      })
    }
    const { rows } = await database.pool.query<{ id: string; seat: number }>(
      'select id, seat from tickets where order_id = $1 order by seat',
      [buying.orderId],
    )
    const chosen: string[] = []
    const open = [...amounts]
    for (const amount of cancelled) {
      const at = open.indexOf(amount)
      open[at] = -1
      chosen.push(rows[at]!.id)
    }
    if (isWhole) {
      await database.pool.query('update tickets set state = 2 where order_id = $1 and id <> all ($2)', [
        buying.orderId,
        chosen,
      ])
    }
    expect(await cancel(buying, chosen)).toMatchObject({ code: 'CANCELLED', refunded: refund })
  })
})
