import { describe, expect, it } from 'vitest'
import { createPicker } from '../../server/domain/picker.ts'
import { freshDatabase } from '../setup/database.ts'
import { openHouse, owners, startEngine, uuid } from './house.ts'

const CAPACITY = 200

describe('pick-inside', () => {
  it.each([1, 2])(
    'a rush of twice the capacity on %i servers sells every seat and refuses nobody falsely',
    async (servers) => {
      await using database = await freshDatabase()
      const event = await openHouse(database.pool, CAPACITY)
      await using stack = new AsyncDisposableStack()
      const engines = Array.from({ length: servers }, () => stack.use(startEngine(database)))
      const sales = await Promise.all(engines.map((engine) => engine.sale(event.id)))
      const outcomes = await Promise.all(
        Array.from({ length: CAPACITY }, (_, buyer) =>
          engines[buyer % servers]!.inventory.hold(sales[buyer % servers]!, {
            customerId: uuid(),
            wish: { quantity: 2 },
            key: null,
            hash: null,
          }),
        ),
      )
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(CAPACITY / 2)
      expect(await owners(database.pool, event.id)).toHaveLength(CAPACITY)
    },
  )

  it('nobody is told “sold out” while the last seats are at the ledger for someone who is then refused', async () => {
    // The failure seen: a counter goes down for a request that is refused in the end, and others are told “full” meanwhile.
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 2, { maxPerCustomer: 1 })
    const sale = await engine.sale(event.id)
    const greedy = uuid()
    const ask = { wish: { quantity: 1 }, key: null, hash: null }
    expect((await engine.inventory.hold(sale, { ...ask, customerId: greedy })).ok).toBe(true)
    const [refused, patient, late] = await Promise.all([
      engine.inventory.hold(sale, { ...ask, customerId: greedy }),
      engine.inventory.hold(sale, { ...ask, customerId: uuid() }),
      engine.inventory.hold(sale, { ...ask, customerId: uuid() }),
    ])
    expect(refused).toMatchObject({ refusal: { code: 'LIMIT_EXCEEDED' } })
    expect(patient.ok).toBe(true)
    expect(late).toMatchObject({ refusal: { code: 'SOLD_OUT' } })
  })

  it('a seat asked for by name waits for its verdict too', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 3, { maxPerCustomer: 1 })
    const sale = await engine.sale(event.id)
    const greedy = uuid()
    const ask = { key: null, hash: null }
    await engine.inventory.hold(sale, { ...ask, wish: { seats: [0] }, customerId: greedy })
    const [refused, granted] = await Promise.all([
      engine.inventory.hold(sale, { ...ask, wish: { seats: [2] }, customerId: greedy }),
      engine.inventory.hold(sale, { ...ask, wish: { seats: [2] }, customerId: uuid() }),
    ])
    expect(refused).toMatchObject({ refusal: { code: 'LIMIT_EXCEEDED' } })
    expect(granted.ok).toBe(true)
  })

  it('a look at the best seats is told “sold out” no sooner than a buyer, and takes nothing', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, 2, { maxPerCustomer: 1 })
    const sale = await engine.sale(event.id)
    const greedy = uuid()
    const ask = { wish: { quantity: 1 }, key: null, hash: null, customerId: greedy }
    await engine.inventory.hold(sale, ask)
    // The last seat is at the ledger for somebody who is about to be refused.
    const [refused, seen] = await Promise.all([
      engine.inventory.hold(sale, ask),
      engine.inventory.preview(sale, { quantity: 1 }, []),
    ])
    expect(refused.ok).toBe(false)
    expect(seen).toEqual({ ok: true, value: [1] })
    expect(await engine.inventory.preview(sale, { quantity: 1 }, [1])).toMatchObject({
      refusal: { code: 'SOLD_OUT' },
    })
    expect(sale.counts).toMatchObject({ free: 1, held: 1 })
    expect((await engine.inventory.hold(sale, { ...ask, customerId: uuid() })).ok).toBe(true)
    expect(await engine.inventory.preview(sale, { quantity: 1 }, [])).toMatchObject({
      refusal: { code: 'SOLD_OUT' },
    })
  })

  it('negative control: choosing from a snapshot refuses buyers while seats are free', async () => {
    await using database = await freshDatabase()
    await using engine = startEngine(database)
    const event = await openHouse(database.pool, CAPACITY)
    const sale = await engine.sale(event.id)
    const snapshot = createPicker(sale.index)
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => {
        const picked = snapshot.pick({ quantity: 2 })
        if (!picked.ok) throw new Error('the snapshot never fills')
        return engine.inventory.hold(sale, {
          customerId: uuid(),
          wish: { seats: picked.seats },
          key: null,
          hash: null,
        })
      }),
    )
    expect(outcomes.filter((outcome) => !outcome.ok).length).toBeGreaterThan(0)
    expect(sale.counts.free).toBeGreaterThan(0)
  })
})
