import { describe, expect, it } from 'vitest'
import { cancelOrder } from '../../server/sql/cancel-order.ts'
import { releaseHolds } from '../../server/sql/release-holds.ts'
import { sellHolds } from '../../server/sql/sell-holds.ts'
import { freshDatabase } from '../setup/database.ts'
import {
  beginOn,
  claimOne,
  job,
  openHouse,
  owners,
  sale,
  someoneWaits,
  startEngine,
  uuid,
  weaken,
} from './house.ts'

/** Its buyer cancels all of it. */
const mine = ({ orderId, customerId }: { orderId: string; customerId: string }) => ({
  orderId,
  customerIds: [customerId],
  ticketIds: null,
})

describe('ends-once', () => {
  it('released while it is being sold: the sale came first, the release finds it sold', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 2)
    const hold = job([0])
    await claimOne(database.pool, id, hold)
    const selling = await beginOn(database.pool)
    await sellHolds(selling.client, id, [sale(hold)])
    const released = releaseHolds(database.pool, id, [hold.holdId], [hold.customerId])
    await someoneWaits(database.pool)
    await selling.commit()
    expect(await released).toMatchObject([{ state: 'sold', ended: false }])
    expect(await owners(database.pool, id)).toHaveLength(1)
  })

  it('sold while it is being released: the release came first, the sale is told so', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 2)
    const hold = job([0])
    await claimOne(database.pool, id, hold)
    const releasing = await beginOn(database.pool)
    await releaseHolds(releasing.client, id, [hold.holdId], [hold.customerId])
    const sold = sellHolds(database.pool, id, [sale(hold)])
    await someoneWaits(database.pool)
    await releasing.commit()
    expect(await sold).toMatchObject([{ code: 'HOLD_ENDED' }])
    expect(await owners(database.pool, id)).toHaveLength(0)
  })

  it('sold twice at once, by page and webhook: one order, and the second is given it', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 2)
    const hold = job([0])
    await claimOne(database.pool, id, hold)
    const selling = await beginOn(database.pool)
    const [first] = await sellHolds(selling.client, id, [sale(hold)])
    const second = sellHolds(database.pool, id, [sale(hold)])
    await someoneWaits(database.pool)
    await selling.commit()
    expect(first!.code).toBe('SOLD')
    expect(await second).toMatchObject([
      { code: 'SOLD_BEFORE', orderId: (first as { orderId: string }).orderId },
    ])
    const { rows } = await database.pool.query('select count(*)::int as n from orders')
    expect(rows[0].n).toBe(1)
  })

  it('a sold seat cannot be held again, although its hold has ended', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 1)
    const hold = job([0])
    await claimOne(database.pool, id, hold)
    await sellHolds(database.pool, id, [sale(hold)])
    await database.pool.query(`update holds set expires_at = clock_timestamp() - interval '1 hour'`)
    await releaseHolds(database.pool, id, [hold.holdId], null)
    expect((await claimOne(database.pool, id, job([0]))).code).toBe('SEATS_TAKEN')
  })

  it('four cancellations of one order at once give its seats back once', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 100)
    const there = await engine.sale(event.id)
    const customerId = uuid()
    const held = await engine.inventory.hold(there, {
      customerId,
      wish: { quantity: 3 },
      key: null,
      hash: null,
    })
    if (!held.ok) throw new Error('not held')
    const sold = await engine.inventory.sell(there, sale({ ...held.value.hold, holdId: held.value.hold.id }))
    if (sold.code !== 'SOLD') throw new Error(sold.code)
    expect(there.counts).toMatchObject({ free: 97, sold: 3 })
    const verdicts = await Promise.all(
      Array.from({ length: 4 }, () =>
        engine.inventory.cancel(there, { orderId: sold.orderId, customerIds: [customerId], ticketIds: null }),
      ),
    )
    expect(verdicts.filter(({ code }) => code === 'CANCELLED')).toHaveLength(1)
    expect(verdicts.flatMap(({ freed }) => freed)).toHaveLength(3)
    expect(there.counts).toMatchObject({ free: 100, sold: 0 })
    const again = await engine.inventory.hold(there, {
      customerId,
      wish: { quantity: 3 },
      key: null,
      hash: null,
    })
    expect(again.ok, 'after cancelling one can book again').toBe(true)
  })

  it('cancelling a second time, after the seat was sold to the next, takes nothing from them', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 1)
    const first = job([0])
    await claimOne(database.pool, id, first)
    const order = sale(first)
    await sellHolds(database.pool, id, [order])
    expect((await cancelOrder(database.pool, id, mine(order))).code).toBe('CANCELLED')
    const next = job([0])
    await claimOne(database.pool, id, next)
    expect((await cancelOrder(database.pool, id, mine(order))).code).toBe('CANCELLED_BEFORE')
    expect(await owners(database.pool, id)).toEqual([{ seat: 0, hold: next.holdId }])
  })

  it('negative control: cancelling without the guards frees the next buyer’s seat', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 1)
    await weaken(
      database.pool,
      'cancel_order',
      /when v_order\.state in \(3, 5\)[\s\S]*?t\.state = 1\s+and \(p_tickets is null/,
      (text) =>
        text
          .replace("when v_order.state in (3, 5) then 'CANCELLED_BEFORE'", '')
          .replace(/t\.state = 1\s+and \(p_tickets is null/, '(p_tickets is null'),
    )
    await weaken(database.pool, 'free_order_seats', 'and f.hold_id = p_hold')
    const first = job([0])
    await claimOne(database.pool, id, first)
    const order = sale(first)
    await sellHolds(database.pool, id, [order])
    await cancelOrder(database.pool, id, mine(order))
    await claimOne(database.pool, id, job([0]))
    await cancelOrder(database.pool, id, mine(order))
    expect(await owners(database.pool, id)).toHaveLength(0)
  })

  it('negative control: releasing without asking whose the claim is frees a seat taken over since', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 1)
    await weaken(database.pool, 'release_holds', 'c.seat = e.seat and c.hold_id = e.id', 'c.seat = e.seat')
    const old = job([0])
    await claimOne(database.pool, id, old)
    for (const table of ['holds', 'claims']) {
      await database.pool.query(`update ${table} set expires_at = clock_timestamp() - interval '1 ms'`)
    }
    await claimOne(database.pool, id, job([0]))
    await releaseHolds(database.pool, id, [old.holdId], null)
    expect(await owners(database.pool, id)).toHaveLength(0)
  })
})
