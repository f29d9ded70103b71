import { describe, expect, it } from 'vitest'
import type { LiveHold } from '../../server/inventory/sale.ts'
import type { Redis } from '../../server/redis/redis.ts'
import { freshDatabase } from '../setup/database.ts'
import { freshRedis, until } from '../setup/redis.ts'
import { openHouse, owners, sale as sellJob, uuid } from './house.ts'
import { type Sharing, startSharing } from './sharing.ts'

/*
 * A hold is made through one server (A), and what becomes of it is asked of another one (B); a third (C) only listens. Whatever
 * happens, and in whichever order the news arrives,
 *
 *   every copy is as the ledger is, without having been read anew
 *   every server knows the live holds, and none that has ended
 *   a customer's socket hears each thing once, whichever server it is at
 *
 *   B has heard of the hold            it ends it in its own copy and tells
 *   B is asked before the news came    it learns the hold from the ledger, and tells
 *   the news never comes               copies are right all the same (seats go another way); A's hold ends when its time is over
 */
const places = 12

async function threeServers(change: Parameters<typeof openHouse>[2] = {}, through?: (redis: Redis) => Redis) {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await freshDatabase())
  const redis = stack.use(await freshRedis())
  const event = await openHouse(database.pool, places, change)
  const options = through === undefined ? {} : { through }
  const sharing = stack.use(await startSharing({ database, redis, eventId: event.id }, 3, options))
  const [a, b, c] = sharing.engines as [Sharing, Sharing, Sharing]
  const disposing = stack.move()
  return {
    ...{ a, b, c, database, event, all: sharing.engines },
    [Symbol.asyncDispose]: () => disposing.disposeAsync(),
  }
}

async function holdAt({ inventory, eventSale }: Sharing, seats: number[], customerId = uuid()) {
  const held = await inventory.hold(eventSale, { customerId, wish: { seats }, key: null, hash: null })
  if (!held.ok) throw new Error(held.refusal.code)
  return held.value.hold
}

const sellJobOf = ({ id: holdId, customerId, seats }: LiveHold) =>
  sellJob({ holdId, customerId, seats: [...seats] })

/** What each server has told of a hold's end, and of orders. */
const ends = ({ heard }: Sharing, holdId: string) =>
  heard.holds.filter((news) => news.holdId === holdId && news.state !== 'live').map(({ state }) => state)
const statesAt = (servers: Sharing[], seat: number) => servers.map(({ eventSale }) => eventSale.states[seat])
const knows = ({ inventory, eventSale }: Sharing, id: string) =>
  inventory.liveHold(id) !== undefined && eventSale.holds.has(id)
const nothingWasReadAnew = (servers: Sharing[]) =>
  expect(servers.map(({ asked, counted, faults }) => ({ ...counted, ...asked, faults }))).toEqual(
    servers.map(({ asked }) => ({
      corrections: 0,
      drift: 0,
      readings: 0,
      endings: asked.endings,
      faults: [],
    })),
  )

describe('one-door, through any server', () => {
  it('a hold that one server made is known to the others, and seen by their viewers', async () => {
    await using house = await threeServers()
    const { a, all } = house
    const hold = await holdAt(a, [3, 4])
    await until(() => all.every((server) => knows(server, hold.id)))
    await until(() => all.every(({ eventSale }) => eventSale.counts.held === 2))
    for (const { heard, inventory } of all) {
      expect(heard.holds.map(({ holdId, state }) => [holdId, state])).toEqual([[hold.id, 'live']])
      expect(inventory.liveHold(hold.id)).toMatchObject({
        seats: [3, 4],
        customerId: hold.customerId,
        total: 0,
      })
    }
    expect(all.map(({ heard }) => heard.holds[0]!.isHeard ?? false)).toEqual([false, true, true])
    nothingWasReadAnew(all)
  })

  it.each(['after the news of it came', 'before any news of it came'])(
    'a hold is ordered through another server, %s',
    async (when) => {
      await using house = await threeServers({}, when.startsWith('before') ? deafFor(1) : undefined)
      const { a, b, all } = house
      const hold = await holdAt(a, [5, 6])
      if (when.startsWith('after')) await until(() => knows(b, hold.id))
      const sold = await b.inventory.sell(b.eventSale, sellJobOf(hold))
      expect(sold.code).toBe('SOLD')
      const others = all.filter((server) => server !== b || when.startsWith('after'))
      await until(() => all.every(({ eventSale }) => eventSale.counts.sold === 2))
      await until(() => others.every((server) => !knows(server, hold.id)))
      await until(() => others.every(({ heard }) => heard.orders.length === 1))
      for (const server of others) expect(ends(server, hold.id)).toEqual(['sold'])
      expect(b.heard.orders).toHaveLength(1)
      nothingWasReadAnew(all)
    },
  )

  it.each(['after the news of it came', 'before any news of it came'])(
    'a hold is released through another server, %s',
    async (when) => {
      await using house = await threeServers({}, when.startsWith('before') ? deafFor(1) : undefined)
      const { a, b, all } = house
      const hold = await holdAt(a, [0])
      if (when.startsWith('after')) await until(() => knows(b, hold.id))
      const ended = await b.inventory.release(b.eventSale, hold.id, hold.customerId)
      expect(ended).toMatchObject({ state: 'released', ended: true })
      await until(() => statesAt(all, 0).every((state) => state === 0))
      const next = await holdAt(a, [0])
      await until(() => all.every((server) => !knows(server, hold.id)))
      await until(() => all.every(({ eventSale }) => eventSale.counts.held === 1))
      expect(ends(a, hold.id)).toEqual(['released'])
      expect((await owners(house.database.pool, house.event.id)).map(({ hold: id }) => id)).toEqual([next.id])
      nothingWasReadAnew(all)
    },
  )

  it('a hold is extended through another server, and swept by none at its old end', async () => {
    await using house = await threeServers({ holdSeconds: 60, holdExtensions: 1 })
    const { a, b, c, all } = house
    const hold = await holdAt(a, [7])
    const before = hold.expiresAtMs
    await until(() => knows(b, hold.id))
    const { customerId } = hold
    const more = await b.inventory.extend(b.eventSale, {
      holdId: hold.id,
      customerId,
      seen: new Date(before),
    })
    if (more.code !== 'EXTENDED') throw new Error(more.code)
    expect(more.expiresAt.getTime()).toBeGreaterThan(before)
    await until(() => all.every(({ inventory }) => inventory.liveHold(hold.id)!.expiresAtMs > before))
    expect(c.heard.holds.map(({ expiresAt }) => expiresAt)).toEqual([
      new Date(before).toISOString(),
      more.expiresAt.toISOString(),
    ])
    nothingWasReadAnew(all)
  })

  it('an order is cancelled through another server, and its seats are free everywhere', async () => {
    await using house = await threeServers()
    const { a, b, all } = house
    const hold = await holdAt(a, [1, 2])
    const job = sellJobOf(hold)
    await a.inventory.sell(a.eventSale, job)
    await until(() => all.every(({ eventSale }) => eventSale.counts.sold === 2))
    const cancel = { orderId: job.orderId, customerIds: null, ticketIds: null }
    expect((await b.inventory.cancel(b.eventSale, cancel)).code).toBe('CANCELLED')
    await until(() => all.every(({ eventSale }) => eventSale.counts.free === places))
    await until(() => all.every(({ heard }) => heard.orders.length === 2))
    for (const { heard } of all)
      expect(heard.orders.map(({ state }) => state)).toEqual(['confirmed', 'cancelled'])
    nothingWasReadAnew(all)
  })

  it('a request for a hold that is sent again to another server gets the first answer', async () => {
    await using house = await threeServers()
    const { a, b, c } = house
    const request = { customerId: uuid(), wish: { seats: [2, 3] }, key: 'a key', hash: 'of a request' }
    const first = await a.inventory.hold(a.eventSale, request)
    if (!first.ok) throw new Error(first.refusal.code)
    const { id } = first.value.hold
    for (const server of [b, c]) {
      await until(() => knows(server, id))
      const again = await server.inventory.hold(server.eventSale, request)
      expect(again).toEqual({ ok: false, refusal: { code: 'DUPLICATE', hold: id } })
      const other = await server.inventory.hold(server.eventSale, { ...request, hash: 'of another' })
      expect(other).toMatchObject({ refusal: { code: 'IDEMPOTENCY_KEY_REUSED' } })
    }
    // Not a matter of who it is, nor of the seats.
    const stranger = await b.inventory.hold(b.eventSale, { ...request, customerId: uuid() })
    expect(stranger).toMatchObject({ refusal: { code: 'SEATS_TAKEN' } })
    expect(await owners(house.database.pool, house.event.id)).toHaveLength(2)
  })

  it('who signed in is known everywhere by the account', async () => {
    await using house = await threeServers()
    const { a, b, c } = house
    const [guest, account] = [uuid(), uuid()]
    const hold = await holdAt(a, [8], guest)
    await until(() => knows(b, hold.id) && knows(c, hold.id))
    b.inventory.adopt(guest, account)
    await until(() => [a, b, c].every(({ inventory }) => inventory.liveHold(hold.id)!.customerId === account))
  })

  it('an event that was changed through one server is read again by the others', async () => {
    await using house = await threeServers()
    const { a, b, c, database, event } = house
    await database.pool.query('update events set hold_seconds = 77, updated_at = now() where id = $1', [
      event.id,
    ])
    await b.inventory.reload(event.id)
    const holdSeconds = ({ inventory }: Sharing) => inventory.loaded(event.id)?.event.hold_seconds
    await until(() => [a, b, c].every((server) => holdSeconds(server) === 77))
    // They share again, too.
    const fresh = { ...a, eventSale: await a.sale(event.id) }
    const hold = await holdAt(fresh, [0])
    await until(
      () => b.inventory.loaded(event.id)!.states[0] === 1 && b.inventory.liveHold(hold.id) !== undefined,
    )
  })

  it('negative control: a server that hears no news keeps a hold that has ended', async () => {
    await using house = await threeServers({}, deafFor(0))
    const { a, b, all } = house
    const hold = await holdAt(a, [5])
    expect(await b.inventory.release(b.eventSale, hold.id, hold.customerId)).toMatchObject({ ended: true })
    await until(() => statesAt(all, 5).every((state) => state === 0))
    expect(knows(a, hold.id)).toBe(true)
  })
})

/** The nth server's news of holds and orders from others gets lost; its seats come all the same. */
function deafFor(nth: number) {
  let made = 0
  return (redis: Redis): Redis => {
    const isDeaf = made++ === nth
    if (!isDeaf) return redis
    const { bus } = redis
    const subscribe: typeof bus.subscribe = (channel, listener) =>
      bus.subscribe(channel, (text) => {
        if (!channel.endsWith(':news')) listener(text)
      })
    return { ...redis, bus: { ...bus, subscribe } }
  }
}
