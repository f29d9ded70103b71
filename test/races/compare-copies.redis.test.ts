import { describe, expect, it } from 'vitest'
import { clusterLimits } from '../../server/limits/cluster-limits.ts'
import { freshDatabase } from '../setup/database.ts'
import { askNode, freshRedis, until } from '../setup/redis.ts'
import { claimOne, job, openHouse, uuid } from './house.ts'
import { type Sharing, startSharing } from './sharing.ts'

/*
 * A server commits and dies before it tells Redis. Of what it has done nobody knows, nothing is missed, and no reading is due.
 *
 *   the ledger, and a shared copy that nobody doubts     an event in use is compared with the ledger about once a minute
 *   several servers that find it time to do so           the first that asks Redis; the others are told that it is not time
 */
async function openHouses() {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await freshDatabase())
  const redis = stack.use(await freshRedis())
  const event = await openHouse(database.pool, 4)
  const passed = { ms: 0, isWatched: false }
  const sharing = await startSharing({ database, redis, eventId: event.id }, 3, {
    nowMs: () => Date.now() + passed.ms,
    isWatched: () => passed.isWatched,
  })
  const { engines } = stack.use(sharing)
  const disposing = stack.move()
  return {
    ...{ engines, passed },
    /** What a server does that dies before it tells anybody. */
    async claimUntold(seats: number[]) {
      expect(await claimOne(database.pool, event.id, job(seats))).toMatchObject({ code: 'CLAIMED' })
    },
    async passMinute() {
      passed.ms += clusterLimits.compareEveryMs
      // Its clock is Redis's own, and goes no faster for a test.
      await askNode(redis.process, 'HDEL', `fullhouse:{${event.id}}:1:head`, 'comparedAt')
    },
    tend: () => Promise.all(engines.map(({ inventory }) => inventory.tendCopies())),
    readings: () => sumOf(engines, ({ asked }) => asked.readings),
    [Symbol.asyncDispose]: () => disposing.disposeAsync(),
  }
}

const sumOf = (engines: Sharing[], of: (engine: Sharing) => number) =>
  engines.reduce((sum, engine) => sum + of(engine), 0)

describe('a shared copy that is wrong, without anybody’s knowing', () => {
  it('is put right within about a minute, by one of the servers, for all', async () => {
    await using house = await openHouses()
    const { engines } = house
    const [a] = engines as [Sharing]
    await house.tend()
    await house.claimUntold([1])
    const held = await a.inventory.hold(a.eventSale, {
      ...{ customerId: uuid(), wish: { seats: [0] }, key: null, hash: null },
    })
    expect(held.ok).toBe(true)
    await until(() => engines.every(({ eventSale }) => eventSale.states[0] === 1))
    const before = house.readings()
    await house.tend()
    expect(house.readings()).toBe(before)
    expect(engines.map(({ eventSale }) => eventSale.states[1])).toEqual([0, 0, 0])

    await house.passMinute()
    await house.tend()
    expect(house.readings()).toBe(before + 1)
    await until(() => engines.every(({ eventSale }) => eventSale.states[1] === 1))
    expect(sumOf(engines, ({ counted }) => counted.drift)).toBe(1)
    await house.tend()
    expect(house.readings()).toBe(before + 1)
  })

  it('costs nothing while nobody uses the event, and is put right when somebody looks at it', async () => {
    await using house = await openHouses()
    await house.tend()
    await house.claimUntold([1])
    const before = house.readings()
    await house.passMinute()
    await house.tend()
    expect(house.readings()).toBe(before)

    house.passed.isWatched = true
    await house.passMinute()
    await house.tend()
    expect(house.readings()).toBe(before + 1)
    await until(() => house.engines.every(({ eventSale }) => eventSale.states[1] === 1))
  })

  it('control: servers that do not ask whether it is time all read the ledger', async () => {
    await using house = await openHouses()
    house.passed.isWatched = true
    await house.tend()
    const before = house.readings()
    for (const { eventSale } of house.engines)
      Object.assign(eventSale.availability, { claimComparison: async () => true })
    await house.passMinute()
    for (const { inventory } of house.engines) await inventory.tendCopies()
    expect(house.readings()).toBe(before + 3)
  })
})
