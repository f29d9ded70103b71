import { describe, expect, it } from 'vitest'
import { freshDatabase } from '../setup/database.ts'
import { claimOne, job, openHouse, owners, startEngine, uuid } from './house.ts'

describe('rebuildable', () => {
  it('wiped in mid-sale, availability is read again from the ledger, and says how much it had wrong', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 300)
    const sale = await engine.sale(event.id)
    const ask = () => ({ customerId: uuid(), wish: { quantity: 1 }, key: null, hash: null })
    await Promise.all(Array.from({ length: 50 }, () => engine.inventory.hold(sale, ask())))
    await sale.availability.rebuild(
      async () => ({ claims: [], holds: [] }),
      () => {},
    )
    expect(sale.counts.free).toBe(300)

    const buying = Array.from({ length: 20 }, () => engine.inventory.hold(sale, ask()))
    const { drift } = await engine.inventory.rebuild(event.id)
    const outcomes = await Promise.all(buying)
    expect(drift).toBeGreaterThan(0)
    expect(
      outcomes.every((outcome) => outcome.ok),
      'whoever was given a stale seat was given another',
    ).toBe(true)
    await engine.inventory.rebuild(event.id)
    const held = await owners(database.pool, event.id)
    expect(held).toHaveLength(70)
    expect(sale.counts).toMatchObject({ free: 230, held: 70 })
    expect(held.every(({ seat }) => sale.states[seat] === 1)).toBe(true)
  })

  it('a server that starts in mid-sale knows what is taken, and ends the holds it finds', async () => {
    await using database = await freshDatabase()
    const event = await openHouse(database.pool, 5, { holdSeconds: 1 })
    const before = job([2, 3])
    await claimOne(database.pool, event.id, before)
    await using engine = startEngine(database)
    const sale = await engine.sale(event.id)
    expect([...sale.states]).toEqual([0, 0, 1, 1, 0])
    const ended = new Promise<string>((resolve) => engine.inventory.onHold(({ state }) => resolve(state)))
    while (sale.counts.held > 0)
      await database.pool.query('select pg_sleep(0.02)').then(() => engine.inventory.sweep())
    expect(await ended).toBe('expired')
    expect(await owners(database.pool, event.id)).toEqual([])
  })

  it('versions only grow, also over a restart', async () => {
    await using database = await freshDatabase()
    const event = await openHouse(database.pool, 5)
    await using one = startEngine(database)
    const sale = await one.sale(event.id)
    const before = sale.version
    const changes: { from: number; to: number }[] = []
    one.inventory.onChange((change) => changes.push(change))
    for (const seat of [0, 1]) {
      await one.inventory.hold(sale, { customerId: uuid(), wish: { seats: [seat] }, key: null, hash: null })
    }
    expect(changes.map(({ from, to }) => [from - before, to - before])).toEqual([
      [0, 1],
      [1, 2],
    ])
    await using other = startEngine(database)
    expect((await other.sale(event.id)).version).toBeGreaterThan(sale.version)
  })
})
