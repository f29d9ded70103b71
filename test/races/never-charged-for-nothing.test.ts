import { describe, expect, it } from 'vitest'
import { attendPayments } from '../../server/booking/attend-payments.ts'
import { beginAttempt } from '../../server/booking/begin-payment.ts'
import { askAboutOrder } from '../../server/booking/check-payment.ts'
import { receiveProviderEvent } from '../../server/booking/receive-provider-event.ts'
import { cancelOrder } from '../../server/sql/cancel-order.ts'
import { releaseHolds } from '../../server/sql/release-holds.ts'
import { type SettleJob, settlePayment } from '../../server/sql/settle-payment.ts'
import { freshDatabase } from '../setup/database.ts'
import { openDemoBank } from './bank.ts'
import { beginOn, claimOne, job, owners, someoneWaits, startEngine, uuid, weaken } from './house.ts'
import { judge, openWorld, settleDown } from './last-second-of-payment.ts'
import { type Buying, beginBuying, letHoldEnd, letRetriesCome, openTill, standing } from './till.ts'

const paid = (buying: Buying, change: Partial<SettleJob> = {}): SettleJob => ({
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

async function openHouseWithTill() {
  const database = await freshDatabase()
  const bank = await openDemoBank(database)
  const world = openWorld(database, bank)
  const buying = await beginBuying(database.pool, world.till)
  return {
    database,
    pool: database.pool,
    bank,
    world,
    buying,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

describe('never-charged-for-nothing', () => {
  it('the hold is swept while the money is being entered: the money was first', async () => {
    await using house = await openHouseWithTill()
    const { pool, bank, buying, world } = house
    await bank.pay(buying.providerRef)
    const settling = await beginOn(pool)
    expect((await settlePayment(settling.client, buying.event.id, paid(buying), null)).code).toBe('CONFIRMED')
    const swept = releaseHolds(pool, buying.event.id, [buying.holdId], [buying.customerId])
    await someoneWaits(pool)
    await settling.commit()
    expect(await swept).toMatchObject([{ state: 'sold', ended: false }])
    await settleDown(world, buying)
    expect(await judge(bank, house.database, buying)).toBe('tickets')
  })

  it('the money comes while the hold is being swept: it is late, and the seats are taken again', async () => {
    await using house = await openHouseWithTill()
    const { pool, bank, buying, world } = house
    await bank.pay(buying.providerRef)
    await letHoldEnd(pool, buying)
    const sweeping = await beginOn(pool)
    await releaseHolds(sweeping.client, buying.event.id, [buying.holdId], null)
    const settled = settlePayment(pool, buying.event.id, paid(buying), null)
    await someoneWaits(pool)
    await sweeping.commit()
    expect((await settled).code).toBe('CONFIRMED_LATE')
    await settleDown(world, buying)
    expect(await judge(bank, house.database, buying)).toBe('tickets')
  })

  it('a rival is taking one of the seats when the late money comes: the rival has it, all of the money goes back', async () => {
    await using house = await openHouseWithTill()
    const { pool, bank, buying, world } = house
    await bank.pay(buying.providerRef)
    await letHoldEnd(pool, buying)
    const taking = await beginOn(pool)
    expect((await claimOne(taking.client, buying.event.id, job([1]))).code).toBe('CLAIMED')
    const settled = settlePayment(pool, buying.event.id, paid(buying), null)
    await someoneWaits(pool)
    await taking.commit()
    expect((await settled).code).toBe('GIVEN_BACK')
    await settleDown(world, buying)
    expect(await judge(bank, house.database, buying)).toBe('nothing charged')
    expect(await owners(pool, buying.event.id)).toHaveLength(1)
    const { rows } = await pool.query(
      `select data ->> 'charged' as charged from mails where kind = 'late_refund'`,
    )
    expect(rows).toEqual([{ charged: 'false' }])
  })

  it('the late money is taking the seats again when a rival comes: the rival is refused', async () => {
    await using house = await openHouseWithTill()
    const { pool, buying } = house
    await letHoldEnd(pool, buying)
    const settling = await beginOn(pool)
    await settlePayment(settling.client, buying.event.id, paid(buying), null)
    const rival = claimOne(pool, buying.event.id, job([1]))
    await someoneWaits(pool)
    await settling.commit()
    expect((await rival).code).toBe('SEATS_TAKEN')
  })

  it('the buyer cancels while the money is being entered: the order is cancelled after it was paid, and it goes back', async () => {
    await using house = await openHouseWithTill()
    const { pool, bank, buying, world } = house
    await bank.pay(buying.providerRef)
    const settling = await beginOn(pool)
    await settlePayment(settling.client, buying.event.id, paid(buying), null)
    const cancelled = cancelOrder(pool, buying.event.id, {
      orderId: buying.orderId,
      customerIds: [buying.customerId],
      ticketIds: null,
    })
    await someoneWaits(pool)
    await settling.commit()
    expect(await cancelled).toMatchObject({ code: 'CANCELLED', freed: [0, 1] })
    await settleDown(world, buying)
    expect(await judge(bank, house.database, buying)).toBe('nothing charged')
  })

  it('paid twice, in two tabs: the second money goes back, the tickets stay', async () => {
    await using house = await openHouseWithTill()
    const { pool, bank, buying, world } = house
    await settlePayment(pool, buying.event.id, paid(buying, { state: 'cancelled', amount: 0 }), null)
    const again = await beginAttempt(
      world.till,
      { customerId: buying.customerId, customerIds: [buying.customerId] },
      buying.orderId,
    )
    if (!again.ok) throw new Error(again.refusal.code)
    const second = {
      ...buying,
      paymentId: again.value.payment.id,
      providerRef: again.value.opened.providerRef,
    }
    expect(second.paymentId).not.toBe(buying.paymentId)
    await bank.pay(second.providerRef)
    await settlePayment(pool, buying.event.id, paid(second), null)
    // The first was captured after all, whatever had been said of it.
    await bank.pay(buying.providerRef)
    await bank.gateway.capture(buying.providerRef, buying.paymentId)
    await settlePayment(pool, buying.event.id, paid(buying, { state: 'captured' }), null)
    await letRetriesCome(pool, buying.event.id)
    await attendPayments(world.till)
    expect(await bank.books(buying.providerRef)).toMatchObject({
      captured: buying.total,
      refunded: buying.total,
    })
    expect(await bank.books(second.providerRef)).toMatchObject({ captured: buying.total, refunded: 0 })
    expect(await standing(pool, buying)).toMatchObject({ order: 'confirmed', tickets: 2 })
  })

  it('a late payment is not refused for what its buyer has bought meanwhile', async () => {
    await using house = await openHouseWithTill()
    const { pool, buying, world } = house
    await letHoldEnd(pool, buying)
    await pool.query('update events set max_per_customer = 2 where id = $1', [buying.event.id])
    const more = job([2, 3], { customerId: buying.customerId })
    expect((await claimOne(pool, buying.event.id, more)).code).toBe('CLAIMED')
    expect((await settlePayment(pool, buying.event.id, paid(buying), null)).code).toBe('CONFIRMED_LATE')
    await settleDown(world, buying)
  })

  it('others will do: seats of the same kind are held, then sold; a server that dies in between loses nothing', async () => {
    await using database = await freshDatabase()
    const bank = await openDemoBank(database)
    await using engine = startEngine(database)
    const till = openTill(engine, bank.gateway)
    const buying = await beginBuying(database.pool, till, { places: 6, acceptsEquivalent: true })
    await bank.pay(buying.providerRef)
    await letHoldEnd(database.pool, buying)
    await claimOne(database.pool, buying.event.id, job([0]))
    // It holds seats in their place, and dies before it comes again.
    const first = await settlePayment(database.pool, buying.event.id, paid(buying), null)
    expect(first.code).toBe('SEATS_GONE')
    const lost = job([2, 3], { customerId: buying.customerId, amounts: [2500, 2500], total: 5000 })
    await claimOne(database.pool, buying.event.id, lost)
    expect(await standing(database.pool, buying)).toMatchObject({ order: 'awaiting_payment', due: 1 })
    await askAboutOrder(till, buying.event.id, buying.orderId)
    await attendPayments(till)
    expect(await standing(database.pool, buying)).toEqual({
      order: 'confirmed',
      tickets: 2,
      captured: buying.total,
      refunded: 0,
      due: 0,
    })
    const { rows } = await database.pool.query('select seats, replaced_seats from orders where id = $1', [
      buying.orderId,
    ])
    expect(rows[0].replaced_seats).toEqual([0, 1])
    expect(rows[0].seats).not.toContain(0)
  })

  it('a strange amount confirms nothing', async () => {
    await using house = await openHouseWithTill()
    const { pool, buying } = house
    for (const wrong of [{ amount: buying.total - 1 }, { amount: buying.total + 1 }, { currency: 'USD' }]) {
      const again = await beginBuying(pool, house.world.till)
      expect((await settlePayment(pool, again.event.id, paid(again, wrong), null)).code).toBe('GIVEN_BACK')
      expect(await standing(pool, again)).toMatchObject({ order: 'awaiting_payment', tickets: 0 })
    }
  })

  it('a webhook for a payment that is none of ours changes nothing', async () => {
    await using house = await openHouseWithTill()
    const { pool, buying, world } = house
    const stranger = paid(buying, { paymentId: uuid() })
    expect((await settlePayment(pool, buying.event.id, stranger, null)).code).toBe('UNKNOWN_PAYMENT')
    const report = { ...paid(buying), eventId: uuid(), orderId: buying.orderId, declined: null }
    await receiveProviderEvent(world.till, { provider: 'demo', id: 'x', kind: 'x', report })
    expect(await standing(pool, buying)).toMatchObject({ order: 'awaiting_payment' })
  })

  it('negative control: without the look at the clock, a seat that a rival holds is sold to late money', async () => {
    await using house = await openHouseWithTill()
    const { pool, buying } = house
    await weaken(pool, 'take_seats_again', '\n   where c.expires_at <= p_clock')
    await letHoldEnd(pool, buying)
    const rival = job([1])
    await claimOne(pool, buying.event.id, rival)
    expect((await settlePayment(pool, buying.event.id, paid(buying), null)).code).toBe('CONFIRMED_LATE')
    expect(await owners(pool, buying.event.id)).not.toContainEqual({ seat: 1, hold: rival.holdId })
  })

  it('negative control: without the lock on the hold, an order is cancelled and confirmed at once', async () => {
    await using house = await openHouseWithTill()
    const { pool, buying } = house
    await weaken(pool, 'settle_payment', /order by h\.id for update;/, 'order by h.id;')
    await weaken(pool, 'cancel_order', /\)\n {6}for update;/, ');')
    const cancelling = await beginOn(pool)
    await cancelling.client.query(`set local lock_timeout = '5s'`)
    await cancelOrder(cancelling.client, buying.event.id, {
      orderId: buying.orderId,
      customerIds: [buying.customerId],
      ticketIds: null,
    })
    const settled = settlePayment(pool, buying.event.id, paid(buying), null).then(
      ({ code }) => code,
      (error: Error) => error.message,
    )
    await someoneWaits(pool)
    await cancelling.commit()
    // With the lock it would have seen a cancelled order, and given the money back; now it stumbles over what it believed.
    expect(await settled).not.toBe('GIVEN_BACK')
  })

  it('negative control: without the look at what is known, a payment that is heard of twice is given back twice', async () => {
    await using house = await openHouseWithTill()
    const { pool, buying } = house
    await weaken(
      pool,
      'settle_payment',
      "when 'captured' then v_payment.state <> 2",
      "when 'captured' then true",
    )
    await weaken(pool, 'give_money_back', 'r.payment_id = p_payment and r.state <> 3', 'false')
    await letHoldEnd(pool, buying)
    await claimOne(pool, buying.event.id, job([0]))
    const captured = paid(buying, { state: 'captured' })
    await settlePayment(pool, buying.event.id, captured, null)
    await settlePayment(pool, buying.event.id, captured, null)
    const { rows } = await pool.query('select sum(amount)::int as back from refunds')
    expect(rows[0].back).toBe(2 * buying.total)
  })
})
