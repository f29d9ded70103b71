import { describe, expect, it } from 'vitest'
import { attendPayments } from '../../server/booking/attend-payments.ts'
import { receiveProviderEvent } from '../../server/booking/receive-provider-event.ts'
import type { PaymentReport, ProviderEvent } from '../../server/payments/gateway.ts'
import { settlePayment } from '../../server/sql/settle-payment.ts'
import { freshDatabase } from '../setup/database.ts'
import { openDemoBank } from './bank.ts'
import { beginOn, openHouse, someoneWaits, startEngine, weaken } from './house.ts'
import { type Buying, beginBuying, letHoldEnd, openTill, PRICE, standing, type Till } from './till.ts'

const BUYERS = 250
const EVENTS_EACH = 4
const ROUNDS = 3
const AT_ONCE = 8

/** What a provider would tell of one payment, from its beginning to its end, in order. Every fourth buyer comes too late. */
function storyOf(buying: Buying, number: number): ProviderEvent[] {
  const report: PaymentReport = {
    eventId: buying.event.id,
    orderId: buying.orderId,
    paymentId: buying.paymentId,
    providerRef: buying.providerRef,
    state: 'open',
    amount: 0,
    currency: 'EUR',
    refunded: 0,
    declined: null,
  }
  const steps: Partial<PaymentReport>[] =
    number % 4 === 1
      ? [{ declined: 'no' }, { state: 'processing' }, { declined: 'no' }, { state: 'cancelled' }]
      : [
          { state: 'processing' },
          { state: 'authorised', amount: buying.total },
          { state: 'captured', amount: buying.total },
          // The provider's desk gives everything back to some, and a part to others.
          { state: 'captured', amount: buying.total, refunded: [0, 0, buying.total, 100][number % 4]! },
        ]
  return steps.map((step, nth) => ({
    provider: 'demo',
    id: `evt_${number}_${nth}`,
    kind: `step.${nth}`,
    report: { ...report, ...step },
  }))
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items]
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    ;[left[at], left[other]] = [left[other]!, left[at]!]
  }
  return left
}

function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function deliver(till: Till, events: readonly ProviderEvent[]): Promise<void> {
  let next = 0
  const work = async () => {
    while (next < events.length) await receiveProviderEvent(till, events[next++]!)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** Delivers the story of a whole sale, and says how every order stands afterwards. */
async function sellOut(arrange: (events: readonly ProviderEvent[]) => ProviderEvent[]) {
  await using database = await freshDatabase()
  await using bank = await openDemoBank(database)
  await using engine = startEngine(database)
  const till = openTill(engine, bank.gateway)
  const event = await openHouse(database.pool, BUYERS, { prices: { Standing: PRICE } })
  const buyings: Buying[] = []
  for (let number = 0; number < BUYERS; number += 1) {
    buyings.push(await beginBuying(database.pool, till, { event, seats: [number] }))
  }
  const told = buyings.flatMap(storyOf)
  expect(told).toHaveLength(BUYERS * EVENTS_EACH)
  await deliver(till, arrange(told))
  const { rows } = await database.pool.query('select count(*)::int as n from payment_events')
  expect(rows[0].n).toBe(told.length)
  const mails = await database.pool.query('select kind, count(*)::int as n from mails group by 1 order by 1')
  const stands = []
  for (const buying of buyings) stands.push(await standing(database.pool, buying))
  return { stands, mails: mails.rows }
}

describe('webhook-once', () => {
  it('a thousand webhooks, shuffled and doubled, three times: the same end as once and in order', async () => {
    const inOrder = await sellOut((events) => [...events])
    const states = new Set(inOrder.stands.map(({ order }) => order))
    expect(states).toEqual(new Set(['confirmed', 'awaiting_payment', 'refunded']))
    for (let round = 1; round <= ROUNDS; round += 1) {
      const random = randomOf(round)
      const mixed = await sellOut((events) => shuffled([...events, ...events], random))
      expect(mixed).toEqual(inOrder)
    }
  }, 300_000)

  it('the second delivery waits for the first, and finds it done', async () => {
    await using database = await freshDatabase()
    await using bank = await openDemoBank(database)
    await using engine = startEngine(database)
    const till = openTill(engine, bank.gateway)
    const buying = await beginBuying(database.pool, till)
    const job = paid(buying, { inbox: { id: 'evt', kind: 'paid' } })
    const first = await beginOn(database.pool)
    expect((await settlePayment(first.client, buying.event.id, job, null)).code).toBe('CONFIRMED')
    const second = settlePayment(database.pool, buying.event.id, job, null)
    await someoneWaits(database.pool)
    await first.commit()
    expect((await second).code).toBe('REPEATED')
    expect(await standing(database.pool, buying)).toMatchObject({ order: 'confirmed', tickets: 2 })
  })

  it('when the first is rolled back, the second is the first', async () => {
    await using database = await freshDatabase()
    await using bank = await openDemoBank(database)
    await using engine = startEngine(database)
    const buying = await beginBuying(database.pool, openTill(engine, bank.gateway))
    const job = paid(buying, { inbox: { id: 'evt', kind: 'paid' } })
    const first = await beginOn(database.pool)
    await settlePayment(first.client, buying.event.id, job, null)
    const second = settlePayment(database.pool, buying.event.id, job, null)
    await someoneWaits(database.pool)
    await first.rollback()
    expect((await second).code).toBe('CONFIRMED')
  })

  it('success page and webhook both confirm: one order, one set of tickets, one capture', async () => {
    await using database = await freshDatabase()
    await using bank = await openDemoBank(database)
    await using engine = startEngine(database)
    const till = openTill(engine, bank.gateway)
    const buying = await beginBuying(database.pool, till)
    await bank.pay(buying.providerRef)
    const page = await beginOn(database.pool)
    expect((await settlePayment(page.client, buying.event.id, paid(buying), null)).code).toBe('CONFIRMED')
    const [event] = await bank.events(buying.providerRef)
    const webhook = receiveProviderEvent(till, event!)
    await someoneWaits(database.pool)
    await page.commit()
    await webhook
    await attendPayments(till)
    expect(await standing(database.pool, buying)).toEqual({
      order: 'confirmed',
      tickets: 2,
      captured: buying.total,
      refunded: 0,
      due: 0,
    })
    expect(await bank.books(buying.providerRef)).toMatchObject({ captured: buying.total, refunded: 0 })
  })

  it('negative control: without inbox and without the look at what is known, a repeated webhook refunds twice', async () => {
    await using database = await freshDatabase()
    await using bank = await openDemoBank(database)
    await using engine = startEngine(database)
    const buying = await beginBuying(database.pool, openTill(engine, bank.gateway))
    await letHoldEnd(database.pool, buying)
    await weaken(
      database.pool,
      'settle_payment',
      /if p_inbox is not null then\n[\s\S]*?when 'captured' then v_payment\.state <> 2/,
      (text) =>
        text
          .replace('if p_inbox is not null then', 'if false then')
          .replace("when 'captured' then v_payment.state <> 2", "when 'captured' then true"),
    )
    const keeps = 'v_left := v_payment.amount - coalesce(('
    await weaken(database.pool, 'give_money_back', keeps, 'v_left := v_payment.amount - 0 * coalesce((')
    await database.pool.query(`update events set cancelled_at = now() where id = $1`, [buying.event.id])
    const job = paid(buying, { state: 'captured', inbox: { id: 'evt', kind: 'paid' } })
    await settlePayment(database.pool, buying.event.id, job, null)
    await settlePayment(database.pool, buying.event.id, job, null)
    const { rows } = await database.pool.query('select amount from refunds')
    expect(rows).toHaveLength(2)
  })
})

function paid(buying: Buying, change: object = {}) {
  return {
    paymentId: buying.paymentId,
    provider: 'demo',
    providerRef: buying.providerRef,
    state: 'authorised' as const,
    amount: buying.total,
    currency: 'EUR',
    refunded: 0,
    inbox: null,
    ...change,
  }
}
