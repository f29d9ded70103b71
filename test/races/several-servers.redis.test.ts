import { describe, expect, it } from 'vitest'
import type { HoldRequest } from '../../server/inventory/inventory.ts'
import { freshDatabase } from '../setup/database.ts'
import { freshRedis, until } from '../setup/redis.ts'
import { openHouse, owners, sale as sellJob, startEngine, uuid } from './house.ts'
import { type Sharing, startSharing } from './sharing.ts'

/*
 * The engine's promises with several servers racing for one event. What could break them, and what decides:
 *
 *   two servers choose the same best seats           Redis lets one have them, and gives the other the next best in the same step
 *   a server's copy is behind and has no seats left   "sold out" is said by Redis, when nothing is free and nobody's choice is open
 *   one customer asks all servers at once             the lock on the customer in the ledger
 *   a hold's time ends, and three servers know it     its own server ends it; the others wait, in case it is dead
 *   Redis goes away                                   copies drift apart; whoever would say "sold out" looks into the ledger first
 */
async function openHouses(count: number, places: number, change: Parameters<typeof openHouse>[2] = {}) {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await freshDatabase())
  const redis = stack.use(await freshRedis())
  const event = await openHouse(database.pool, places, change)
  const { engines } = stack.use(await startSharing({ database, redis, eventId: event.id }, count))
  const disposing = stack.move()
  return { database, redis, event, engines, [Symbol.asyncDispose]: () => disposing.disposeAsync() }
}

const ask = (wish: HoldRequest['wish'], customerId = uuid()): HoldRequest => ({
  customerId,
  wish,
  key: null,
  hash: null,
})
const holdAt = ({ inventory, eventSale }: Sharing, request: HoldRequest) => inventory.hold(eventSale, request)
const codeOf = (outcome: Awaited<ReturnType<typeof holdAt>>) => (outcome.ok ? 'HELD' : outcome.refusal.code)
const sumOf = (engines: Sharing[], of: (engine: Sharing) => number) =>
  engines.reduce((sum, engine) => sum + of(engine), 0)

/** Every copy says of every seat what the ledger says. */
async function expectCopiesToAgree(engines: Sharing[], database: { pool: Sharing['pool'] }, eventId: string) {
  const held = new Map((await owners(database.pool, eventId)).map(({ seat, hold }) => [seat, hold]))
  await until(() =>
    engines.every(({ inventory }) => {
      const { states } = inventory.loaded(eventId)!
      return states.every((state, seat) => (state !== 0) === held.has(seat))
    }),
  )
}

describe('pick-inside, on three servers', () => {
  it.each([1, 2, 3])(
    'a rush of twice the house for parties of %i sells every seat, and no choice is lost',
    async (size) => {
      const places = 180
      await using house = await openHouses(3, places)
      const { engines } = house
      const outcomes = await Promise.all(
        Array.from({ length: (2 * places) / size }, (_, buyer) =>
          holdAt(engines[buyer % 3]!, ask({ quantity: size })),
        ),
      )
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(places / size)
      expect(new Set(outcomes.map(codeOf))).toEqual(new Set(['HELD', 'SOLD_OUT']))
      expect(await owners(house.database.pool, house.event.id)).toHaveLength(places)
      expect(sumOf(engines, ({ counted }) => counted.corrections)).toBe(0)
      await expectCopiesToAgree(engines, house.database, house.event.id)
    },
  )

  it('nobody is told “sold out” by one server while the last seat is at the ledger for somebody at another', async () => {
    await using house = await openHouses(3, 2, { maxPerCustomer: 1 })
    const [a, b, c] = house.engines as [Sharing, Sharing, Sharing]
    const greedy = uuid()
    expect((await holdAt(a, ask({ quantity: 1 }, greedy))).ok).toBe(true)
    // The last seat is chosen for the greedy one at A, who will be refused; the others ask meanwhile.
    const [refused, ...others] = await Promise.all([
      holdAt(a, ask({ quantity: 1 }, greedy)),
      holdAt(b, ask({ quantity: 1 })),
      holdAt(c, ask({ quantity: 1 })),
    ])
    expect(codeOf(refused)).toBe('LIMIT_EXCEEDED')
    expect(others.map(codeOf).sort()).toEqual(['HELD', 'SOLD_OUT'])
  })

  it('what is given back at one server is there at once for who asks another', async () => {
    await using house = await openHouses(3, 1)
    const { engines } = house
    for (let turn = 0; turn < 12; turn += 1) {
      const [here, there] = [engines[turn % 3]!, engines[(turn + 1) % 3]!]
      const held = await holdAt(here, ask({ quantity: 1 }))
      if (!held.ok) throw new Error(held.refusal.code)
      const { id, customerId } = held.value.hold
      await there.inventory.release(there.eventSale, id, customerId)
    }
    expect(await owners(house.database.pool, house.event.id)).toEqual([])
  })

  it('negative control: servers that share nothing run into each other at the ledger', async () => {
    await using database = await freshDatabase()
    const event = await openHouse(database.pool, 60)
    let corrections = 0
    const onCorrection = () => {
      corrections += 1
    }
    await using one = startEngine(database, { onCorrection })
    await using two = startEngine(database, { onCorrection })
    const sales = [await one.sale(event.id), await two.sale(event.id)]
    const rush = Array.from({ length: 30 }, (_, buyer) =>
      [one, two][buyer % 2]!.inventory.hold(sales[buyer % 2]!, ask({ quantity: 2 })),
    )
    await Promise.allSettled(rush)
    expect(corrections).toBeGreaterThan(0)
  })
})

describe('cap-holds, on three servers', () => {
  it('one customer who asks all servers at once gets no more than the cap', async () => {
    await using house = await openHouses(3, 60, { maxPerCustomer: 4 })
    const { engines } = house
    const customers = Array.from({ length: 5 }, () => uuid())
    const outcomes = await Promise.all(
      customers.flatMap((customer) =>
        Array.from({ length: 9 }, (_, nth) => holdAt(engines[nth % 3]!, ask({ quantity: 1 }, customer))),
      ),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(customers.length * 4)
    expect(new Set(outcomes.map(codeOf))).toEqual(new Set(['HELD', 'LIMIT_EXCEEDED']))
    await expectCopiesToAgree(engines, house.database, house.event.id)
  })
})

describe('one-door, on three servers', () => {
  it('whatever is done to holds and orders, by whichever server, all copies end as the ledger, none read anew', async () => {
    await using house = await openHouses(3, 40, { holdExtensions: 2 })
    const { engines, database, event } = house
    const any = (nth: number) => engines[(nth * 7 + 3) % 3]!
    const buyer = async (nth: number) => {
      const held = await holdAt(any(nth), ask({ quantity: 1 + (nth % 3) }))
      if (!held.ok) return
      const { id: holdId, customerId, expiresAtMs, seats } = held.value.hold
      const next = any(nth + 1)
      if (nth % 4 === 1)
        await next.inventory.extend(next.eventSale, { holdId, customerId, seen: new Date(expiresAtMs) })
      if (nth % 4 === 2) await next.inventory.release(next.eventSale, holdId, customerId)
      if (nth % 4 === 3) {
        const job = sellJob({ holdId, customerId, seats: [...seats] })
        await next.inventory.sell(next.eventSale, job)
        const last = any(nth + 2)
        const cancel = { orderId: job.orderId, customerIds: null, ticketIds: null }
        if (nth % 8 === 7) await last.inventory.cancel(last.eventSale, cancel)
      }
    }
    await Promise.all(Array.from({ length: 60 }, (_, nth) => buyer(nth)))
    await expectCopiesToAgree(engines, database, event.id)
    const { rows } = await database.pool.query('select id from holds where event_id = $1 and state = 1', [
      event.id,
    ])
    const live = rows.map(({ id }) => id).sort()
    await until(() => engines.every(({ eventSale }) => `${[...eventSale.holds.keys()].sort()}` === `${live}`))
    for (const { counted, asked, faults } of engines)
      expect({ ...counted, readings: asked.readings, faults }).toEqual({
        ...{ corrections: 0, drift: 0, readings: 0, faults: [] },
      })
    // Versions are the same everywhere, so that a page may go on at another server from the one that it knows.
    expect(new Set(engines.map(({ eventSale }) => eventSale.version)).size).toBe(1)
  })
})

describe('ends-once, on three servers', () => {
  it('a hold is swept by the server that made it; the others have only heard of it', async () => {
    await using house = await openHouses(3, 4, { holdSeconds: 1 })
    const { engines } = house
    const held = await holdAt(engines[0]!, ask({ quantity: 2 }))
    if (!held.ok) throw new Error(held.refusal.code)
    await until(async () => {
      for (const { inventory } of engines) await inventory.sweep()
      return engines.every(({ eventSale }) => eventSale.counts.held === 0 && eventSale.holds.size === 0)
    })
    for (const { heard } of engines)
      expect(heard.holds.map(({ state }) => state)).toEqual(['live', 'expired'])
    expect(engines.map(({ asked }) => asked.endings)).toEqual([1, 0, 0])
  })

  it('a hold of a server that died is ended by another', async () => {
    await using house = await openHouses(3, 4, { holdSeconds: 1 })
    const [dead, ...others] = house.engines
    await holdAt(dead!, ask({ quantity: 2 }))
    await until(() => others.every(({ eventSale }) => eventSale.holds.size === 1))
    await until(async () => {
      for (const { inventory } of others) await inventory.sweep()
      return others.every(({ eventSale }) => eventSale.counts.free === 4 && eventSale.holds.size === 0)
    })
    expect(await owners(house.database.pool, house.event.id)).toEqual([])
    const { rows } = await house.database.pool.query('select state from holds where event_id = $1', [
      house.event.id,
    ])
    expect(rows).toEqual([{ state: 4 }])
  })
})

describe('without Redis', () => {
  const isAlone = ({ inventory, event }: Sharing & { event: { id: string } }) =>
    inventory.loaded(event.id)!.availability.isDegraded

  async function lose(house: Awaited<ReturnType<typeof openHouses>>) {
    await house.redis.process.kill('SIGKILL')
    await until(() => house.engines.every((engine) => isAlone({ ...engine, event: house.event })))
  }

  it('the sale goes on, nobody is told “sold out” falsely, and copies agree when Redis is back', async () => {
    await using house = await openHouses(3, 30)
    const { engines, database, event } = house
    const [a, b, c] = engines as [Sharing, Sharing, Sharing]
    const before = await Promise.all(
      Array.from({ length: 30 }, (_, n) => holdAt(engines[n % 3]!, ask({ quantity: 1 }))),
    )
    expect(before.every(({ ok }) => ok)).toBe(true)
    await lose(house)

    // Given back at A: the copies of B and C do not know, and what they say is true all the same.
    let unknown = 0
    for (const [turn, outcome] of before.slice(0, 10).entries()) {
      if (!outcome.ok) continue
      const { id, customerId } = outcome.value.hold
      await a.inventory.release(a.eventSale, id, customerId)
      const other = turn % 2 === 0 ? b : c
      if (other.eventSale.counts.free === 0) unknown += 1
      expect(codeOf(await holdAt(other, ask({ quantity: 1 })))).toBe('HELD')
    }
    expect(unknown, 'copies that had to look').toBeGreaterThan(0)
    const rush = await Promise.all(engines.map((engine) => holdAt(engine, ask({ quantity: 1 }))))
    expect(rush.map(codeOf)).toEqual(['SOLD_OUT', 'SOLD_OUT', 'SOLD_OUT'])
    expect(await owners(database.pool, event.id)).toHaveLength(30)

    await house.redis.process.start()
    await until(() => engines.every((engine) => !isAlone({ ...engine, event })))
    await expectCopiesToAgree(engines, database, event.id)
    expect(codeOf(await holdAt(b, ask({ quantity: 1 })))).toBe('SOLD_OUT')
  })

  it('what is looked at is read anew about once a second, and an event that was changed is read again', async () => {
    await using house = await openHouses(2, 4)
    const [a, b] = house.engines as [Sharing, Sharing]
    const held = await holdAt(a, ask({ seats: [0] }))
    if (!held.ok) throw new Error(held.refusal.code)
    await until(() => b.eventSale.states[0] === 1)
    await lose(house)
    await a.inventory.release(a.eventSale, held.value.hold.id, held.value.hold.customerId)
    // B cannot know: but whoever asks there makes it look.
    expect(codeOf(await holdAt(b, ask({ seats: [0] })))).toBe('SEATS_TAKEN')
    await b.inventory.tendCopies()
    expect(codeOf(await holdAt(b, ask({ seats: [0] })))).toBe('HELD')

    await house.database.pool.query('update events set hold_seconds = 77, updated_at = now() where id = $1', [
      house.event.id,
    ])
    await b.inventory.tendCopies()
    expect(b.inventory.loaded(house.event.id)!.event.hold_seconds).toBe(77)
  })

  it('negative control: a copy that is taken for true says “sold out” while seats are free', async () => {
    await using database = await freshDatabase()
    const event = await openHouse(database.pool, 2)
    await using one = startEngine(database)
    await using two = startEngine(database)
    const held = await one.inventory.hold(await one.sale(event.id), ask({ quantity: 2 }))
    const late = await two.sale(event.id)
    if (!held.ok) throw new Error(held.refusal.code)
    await one.inventory.release(await one.sale(event.id), held.value.hold.id, held.value.hold.customerId)
    expect(await two.inventory.hold(late, ask({ quantity: 1 }))).toMatchObject({
      refusal: { code: 'SOLD_OUT' },
    })
    expect(await owners(database.pool, event.id)).toEqual([])
  })
})
