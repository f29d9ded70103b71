import { describe, expect, it } from 'vitest'
import { openOrder } from '../../server/sql/open-order.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import {
  beginOn,
  claimOne,
  job,
  openHouse,
  owners,
  someoneWaits,
  startEngine,
  uuid,
  weaken,
} from './house.ts'

describe('cap-holds', () => {
  it('one customer on two servers at once gets no more than the cap', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 9, { maxPerCustomer: 2 })
    const customerId = uuid()
    const first = await beginOn(database.pool)
    expect((await claimOne(first.client, id, job([0, 1], { customerId }))).code).toBe('CLAIMED')
    const second = claimOne(database.pool, id, job([5], { customerId }))
    await someoneWaits(database.pool)
    await first.commit()
    expect((await second).code).toBe('LIMIT_EXCEEDED')
    expect(await owners(database.pool, id)).toHaveLength(2)
  })

  it('the cap counts what one has, not what one had', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 9, { maxPerCustomer: 2 })
    const sale = await engine.sale(event.id)
    const customerId = uuid()
    const ask = { customerId, wish: { quantity: 2 }, key: null, hash: null }
    for (let times = 0; times < 3; times += 1) {
      const outcome = await engine.inventory.hold(sale, ask)
      expect(outcome.ok).toBe(true)
      expect(await engine.inventory.hold(sale, { ...ask, wish: { quantity: 1 } })).toMatchObject({
        refusal: { code: 'LIMIT_EXCEEDED' },
      })
      if (outcome.ok) await engine.inventory.release(sale, outcome.value.hold.id, customerId)
    }
    expect(sale.counts.free).toBe(9)
  })

  it('40 requests of one customer on two servers: seats within the cap, and none is left marked', async () => {
    await using database = await freshDatabase()
    await using one = startEngine(database)
    await using other = startEngine(database)
    const event = await openHouse(database.pool, 100, { maxPerCustomer: 3 })
    const engines = [one, other]
    const sales = [await one.sale(event.id), await other.sale(event.id)]
    const customerId = uuid()
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        engines[at % 2]!.inventory.hold(sales[at % 2]!, {
          customerId,
          wish: { quantity: 1 },
          key: null,
          hash: null,
        }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(3)
    expect(await owners(database.pool, event.id)).toHaveLength(3)
    await one.inventory.rebuild(event.id)
    expect(sales[0]!.counts).toMatchObject({ free: 97, held: 3 })
  })

  // An order prolongs its hold to the payment's deadline. A claim that finds the hold lapsed, and so does not count it, and
  // an order that has just saved it, must not come to more than the cap.
  async function orderAsTimeRunsOut(database: FreshDatabase) {
    const { id } = await openHouse(database.pool, 9, { maxPerCustomer: 2, holdSeconds: 1 })
    const customerId = uuid()
    const hold = job([0, 1], { customerId, amounts: [100, 100], total: 200 })
    await claimOne(database.pool, id, hold)
    const ordering = await beginOn(database.pool)
    const opened = await openOrder(ordering.client, id, {
      holdId: hold.holdId,
      customerId,
      orderId: uuid(),
      buyer: { name: 'A buyer', email: 'buyer@example.com' },
      locale: 'en',
      acceptsEquivalent: false,
      payment: { id: uuid(), provider: 'demo' },
      key: null,
      hash: null,
    })
    expect(opened.code).toBe('OPENED')
    await database.pool.query('select pg_sleep(1.05)')
    const claim = claimOne(database.pool, id, job([5], { customerId }))
    return { id, ordering, claim }
  }

  it('an order that saves a hold as its time runs out, and a claim near the cap: one waits for the other', async () => {
    await using database = await freshDatabase()
    const { id, ordering, claim } = await orderAsTimeRunsOut(database)
    await someoneWaits(database.pool)
    await ordering.commit()
    expect((await claim).code).toBe('LIMIT_EXCEEDED')
    expect(await owners(database.pool, id)).toHaveLength(2)
  })

  it('negative control: without the order’s lock on the customer they have three of two', async () => {
    await using database = await freshDatabase()
    await weaken(
      database.pool,
      'open_order',
      /perform pg_advisory_xact_lock\(hashtextextended\([^;]*, 1\)\);/,
    )
    const { id, ordering, claim } = await orderAsTimeRunsOut(database)
    expect((await claim).code).toBe('CLAIMED')
    await ordering.commit()
    expect(await owners(database.pool, id)).toHaveLength(3)
  })

  it('negative control: without the lock on the customer, two servers exceed the cap', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 9, { maxPerCustomer: 2 })
    await weaken(database.pool, 'claim_seats', /perform pg_advisory_xact_lock[\s\S]*?\) l;/)
    const customerId = uuid()
    const first = await beginOn(database.pool)
    await claimOne(first.client, id, job([0, 1], { customerId }))
    const second = await claimOne(database.pool, id, job([5], { customerId }))
    await first.commit()
    expect(second.code).toBe('CLAIMED')
    expect(await owners(database.pool, id)).toHaveLength(3)
  })
})
