import { describe, expect, it } from 'vitest'
import { openOrder } from '../../server/sql/open-order.ts'
import { freshDatabase } from '../setup/database.ts'
import { claimOne, job, openHouse, startEngine, uuid, weaken } from './house.ts'

const buyer = { name: 'A buyer', email: 'buyer@example.com' }
const order = (holdId: string, customerId: string) => ({
  holdId,
  customerId,
  orderId: uuid(),
  buyer,
  locale: 'en',
  acceptsEquivalent: false,
  payment: { id: uuid(), provider: 'demo' },
  key: null,
  hash: null,
})

describe('no-free-time', () => {
  it('beginning to pay extends a hold once; asking again, or failing, never', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 3, { holdSeconds: 60 })
    const hold = job([0], { amounts: [1000], total: 1000 })
    const claimed = await claimOne(database.pool, id, hold)
    if (claimed.code !== 'CLAIMED') throw new Error(claimed.code)
    const first = await openOrder(database.pool, id, order(hold.holdId, hold.customerId))
    if (first.code !== 'OPENED') throw new Error(first.code)
    expect(first.holdExpiresAt.getTime()).toBeGreaterThan(claimed.expiresAt.getTime())
    const again = await openOrder(database.pool, id, order(hold.holdId, hold.customerId))
    expect(again).toEqual({ code: 'OPEN_BEFORE', orderId: first.orderId, holdExpiresAt: first.holdExpiresAt })
    const stranger = await openOrder(database.pool, id, order(hold.holdId, uuid()))
    expect(stranger.code).toBe('NOT_FOUND')
    const { rows } = await database.pool.query(
      'select h.expires_at as hold, c.expires_at as claim from holds h join claims c on c.hold_id = h.id',
    )
    expect(rows).toEqual([{ hold: first.holdExpiresAt, claim: first.holdExpiresAt }])
  })

  it('a refused attempt at more seats leaves the hold one has as it was', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 3, { maxPerCustomer: 1 })
    const sale = await engine.sale(event.id)
    const customerId = uuid()
    const ask = { customerId, key: null, hash: null }
    const held = await engine.inventory.hold(sale, { ...ask, wish: { quantity: 1 } })
    if (!held.ok) throw new Error('not held')
    const { expiresAt } = held.value.hold
    for (const wish of [{ quantity: 1 }, { seats: [0] }, { seats: [2] }])
      await engine.inventory.hold(sale, { ...ask, wish })
    const { rows } = await database.pool.query('select expires_at from holds')
    expect(rows.map((row) => row.expires_at.toISOString())).toEqual([expiresAt])
  })

  it('negative control: without the look at what was opened before, time can be had for asking', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 3)
    await weaken(database.pool, 'open_order', /when v_hold\.order_id is not null.*\n/, '')
    const hold = job([0], { amounts: [1000], total: 1000 })
    await claimOne(database.pool, id, hold)
    await database.pool.query('drop index one_order_per_hold')
    const first = await openOrder(database.pool, id, order(hold.holdId, hold.customerId))
    const again = await openOrder(database.pool, id, order(hold.holdId, hold.customerId))
    if (first.code !== 'OPENED' || again.code !== 'OPENED') throw new Error('the control is not one')
    expect(again.holdExpiresAt.getTime()).toBeGreaterThan(first.holdExpiresAt.getTime())
  })
})
