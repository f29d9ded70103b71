import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CloseCode } from '../../contract/live.ts'
import { SeatState } from '../../contract/seat-state.ts'
import { openHouse, uuid } from '../../test/races/house.ts'
import { type Edge, openEdge } from '../../test/setup/edge.ts'
import { refusedUpgrade, type Watcher, watch } from '../../test/setup/watch.ts'
import { changeEvent } from '../booking/change-event.ts'
import { type LiveLimits, liveLimits } from '../limits/live-limits.ts'
import { createLiveHub, type LiveHub } from '../realtime/hub.ts'
import { liveRoute } from './live.ts'

let edge: Edge
let url: string
let eventId: string
/** The server's side of every connection. */
const wires = new Set<Socket>()

beforeAll(async () => {
  edge = await openEdge()
  url = await listen(edge)
})
afterAll(() => edge[Symbol.asyncDispose]())
beforeEach(async () => {
  eventId = (await openHouse(edge.context.pool, 20)).id
})

async function listen({ app }: Edge): Promise<string> {
  app.server.on('connection', (wire: Socket) => {
    wires.add(wire)
    wire.once('close', () => wires.delete(wire))
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

/** The same server with other bounds for its sockets. */
async function openWith(change: Partial<LiveLimits>) {
  let hub: LiveHub | undefined
  const other = await openEdge({
    routes(app, { booking, inventory }) {
      const limits = { ...liveLimits, ...change }
      hub = createLiveHub({ source: inventory, databaseNowMs: inventory.nowMs, limits })
      const origins = { publicUrl: null, allowed: [] }
      liveRoute(app, { booking, door: hub, origins, rateLimits: false })
    },
  })
  return {
    url: await listen(other),
    hub: hub!,
    edge: other,
    async [Symbol.asyncDispose]() {
      await hub!.close()
      await other[Symbol.asyncDispose]()
    },
  }
}

const cookieOf = (browser: ReturnType<Edge['browser']>) => ({
  cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
})

async function hold(browser: ReturnType<Edge['browser']>, ...seats: number[]) {
  const reply = await browser.send('POST', `/api/v1/events/${eventId}/holds`, {
    seatIds: seats.map((seat) => `floor:${seat + 1}`),
  })
  expect(reply.statusCode).toBe(201)
  return reply.json() as { id: string; expiresAt: string }
}

const settled = (watcher: Watcher) => {
  const sale = edge.context.inventory.loaded(eventId)!
  return watcher.until('this watcher is where the sale is', ({ version }) => version === sale.version)
}

describe('the live socket', () => {
  it('says hello, sends one snapshot, then deltas in order and without a gap', async () => {
    await using watcher = await watch(url, `${eventId}/live`)
    await watcher.until('a snapshot', ({ frames }) => frames.length === 1)
    expect(watcher.messages[0]).toMatchObject({ type: 'hello', heartbeatSeconds: 15, viewers: 1 })
    expect(watcher.frames[0]).toMatchObject({ kind: 'snapshot', planVersion: 1 })
    expect(watcher.states).toEqual(new Uint8Array(20))

    const buyers = [edge.browser(), edge.browser(), edge.browser()]
    const held = await Promise.all(buyers.map((buyer, i) => hold(buyer, i, i + 10)))
    await settled(watcher)
    expect([0, 1, 2, 10, 11, 12].map((seat) => watcher.states[seat])).toEqual(Array(6).fill(SeatState.held))
    await buyers[0]!.send('DELETE', `/api/v1/holds/${held[0]!.id}`)
    await settled(watcher)
    expect(watcher.states).toEqual(edge.context.inventory.loaded(eventId)!.states)
    expect(watcher.gaps).toBe(0)
    expect(watcher.frames.slice(1).every(({ kind }) => kind === 'delta')).toBe(true)
  })

  it('sends the same to everyone, and whoever comes in the middle is brought to the same place', async () => {
    const watchers = await Promise.all(Array.from({ length: 20 }, () => watch(url, `${eventId}/live`)))
    const rush = Promise.all(Array.from({ length: 10 }, (_, seat) => hold(edge.browser(), seat)))
    watchers.push(...(await Promise.all(Array.from({ length: 20 }, () => watch(url, `${eventId}/live`)))))
    await rush
    for (const watcher of watchers) {
      await settled(watcher)
      expect([...watcher.states]).toEqual([
        ...Array(10).fill(SeatState.held),
        ...Array(10).fill(SeatState.free),
      ])
      expect(watcher.gaps).toBe(0)
      expect(watcher.frames.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1)
      await watcher[Symbol.asyncDispose]()
    }
  })

  it('gathers what happens together into one frame', async () => {
    await using watcher = await watch(url, `${eventId}/live`)
    await watcher.until('a snapshot', ({ frames }) => frames.length === 1)
    const sale = edge.context.inventory.loaded(eventId)!
    for (let seat = 0; seat < 20; seat += 1) sale.availability.block([seat])
    await settled(watcher)
    expect(watcher.frames).toHaveLength(2)
    expect(watcher.frames[1]).toMatchObject({ kind: 'delta', to: sale.version, from: sale.version - 20 })
  })

  it.each(['asking for it', 'coming back with it'])(
    'sends exactly what was missed since a version to whoever resumes by %s',
    async (how) => {
      const first = await watch(url, `${eventId}/live`)
      await first.until('a snapshot', ({ frames }) => frames.length === 1)
      await hold(edge.browser(), 1)
      await settled(first)
      const { version } = first
      await first[Symbol.asyncDispose]()
      await hold(edge.browser(), 2, 3)
      await hold(edge.browser(), 4)

      const comesBack = how === 'coming back with it'
      await using second = await watch(url, `${eventId}/live${comesBack ? `?version=${version}` : ''}`)
      await second.until('a frame', ({ frames }) => frames.length === 1)
      if (!comesBack) second.say({ type: 'resume', version })
      const isMissing = (frame: Watcher['frames'][number]) => frame.kind === 'delta' && frame.from === version
      await second.until('the missing changes', ({ frames }) => frames.some(isMissing))
      const missing = second.frames.find(isMissing)!
      if (missing.kind !== 'delta') throw new Error('a snapshot')
      expect(missing.to).toBe(edge.context.inventory.loaded(eventId)!.version)
      expect([...missing.changes].sort((a, b) => a - b)).toEqual(
        [2, 3, 4].map((seat) => (seat << 2) | SeatState.held),
      )
    },
  )

  it.each([0, 1, Number.MAX_SAFE_INTEGER])('sends a snapshot to whoever resumes from %i', async (version) => {
    await using watcher = await watch(url, `${eventId}/live`)
    watcher.say({ type: 'resume', version })
    await watcher.until('another snapshot', ({ frames }) => frames.length === 2)
    expect(watcher.frames.map(({ kind }) => kind)).toEqual(['snapshot', 'snapshot'])
  })

  it('tells owners, and nobody else, about their own holds and orders (owner-only)', async () => {
    const [alice, bob] = [edge.browser(), edge.browser()]
    for (const browser of [alice, bob]) await browser.send('GET', `/api/v1/events/${eventId}`)
    await using hers = await watch(url, `${eventId}/live`, { headers: cookieOf(alice) })
    await using hersToo = await watch(url, `${eventId}/live`, { headers: cookieOf(alice) })
    await using his = await watch(url, `${eventId}/live`, { headers: cookieOf(bob) })
    await using nobodys = await watch(url, `${eventId}/live`)
    const another = await openHouse(edge.context.pool, 5)
    await using elsewhere = await watch(url, `${another.id}/live`, { headers: cookieOf(alice) })

    const { id, expiresAt } = await hold(alice, 7, 8)
    const ordered = await alice.send('POST', '/api/v1/orders', {
      holdId: id,
      buyer: { name: 'Alice', email: 'alice@example.com' },
    })
    expect(ordered.statusCode).toBe(201)
    const news = (watcher: Watcher) =>
      watcher.messages.filter(({ type }) => type === 'hold' || type === 'order')
    for (const watcher of [hers, hersToo]) {
      await watcher.until('the order is confirmed', () => news(watcher).some(({ type }) => type === 'order'))
      expect(news(watcher)).toEqual([
        { type: 'hold', holdId: id, state: 'live', seats: [7, 8], expiresAt },
        { type: 'hold', holdId: id, state: 'sold', seats: [7, 8], expiresAt },
        { type: 'order', orderId: ordered.json().id, state: 'confirmed' },
      ])
    }
    for (const watcher of [his, nobodys]) {
      await settled(watcher)
      expect(news(watcher)).toEqual([])
      expect(watcher.states[7]).toBe(SeatState.sold)
    }
    expect(news(elsewhere)).toEqual([])
  })

  it('tells everyone when the plan changes, and starts them anew with it', async () => {
    const organiserId = uuid()
    await edge.context.pool.query('update events set organiser_id = $2 where id = $1', [eventId, organiserId])
    await using watcher = await watch(url, `${eventId}/live`)
    await watcher.until('a snapshot', ({ frames }) => frames.length === 1)
    const { rows } = await edge.context.pool.query('select document from event_plans where event_id = $1', [
      eventId,
    ])
    const plan = rows[0].document
    plan.zones[0].areas[0].admission.capacity = 25
    expect(await changeEvent(edge.context.booking, eventId, organiserId, { plan })).toMatchObject({
      ok: true,
    })
    await watcher.until('the larger house', ({ states }) => states.length === 25)
    expect(watcher.messages).toContainEqual({ type: 'event', planVersion: 2 })
    await hold(edge.browser(), 24)
    await settled(watcher)
    expect(watcher.states[24]).toBe(SeatState.held)
    expect(watcher.gaps).toBe(0)
  })

  it('shows what a rebuild from the ledger corrects (rebuildable)', async () => {
    await using watcher = await watch(url, `${eventId}/live`)
    await watcher.until('a snapshot', ({ frames }) => frames.length === 1)
    await edge.context.pool.query('insert into claims (event_id, seat, state) values ($1, 5, 3)', [eventId])
    expect(await edge.context.inventory.rebuild(eventId)).toEqual({ drift: 1 })
    await watcher.until('the blocked seat', ({ states }) => states[5] === SeatState.blocked)
    expect(watcher.gaps).toBe(0)
  })

  it('counts who is watching', async () => {
    await using _first = await watch(url, `${eventId}/live`)
    await using second = await watch(url, `${eventId}/live`)
    await second.until('hello', ({ messages }) => messages.length > 0)
    expect(second.messages[0]).toMatchObject({ type: 'hello', viewers: 2 })
  })
})

describe('what a socket may not do', () => {
  it('watch an event that nobody may see', async () => {
    const draft = await openHouse(edge.context.pool, 5, { published: false })
    for (const path of [uuid(), draft.id, 'no-such-event', '%00', '..%2f..']) {
      expect(await refusedUpgrade(url, `${path}/live`)).toMatchObject({ status: path === '%00' ? 400 : 404 })
    }
  })

  it('come from another site’s page', async () => {
    const refused = await refusedUpgrade(url, `${eventId}/live`, { origin: 'https://evil.example' })
    expect(refused).toMatchObject({ status: 403, problem: { code: 'FORBIDDEN_ORIGIN' } })
    await using watcher = await watch(url, `${eventId}/live`, { headers: { origin: url } })
    expect(watcher.socket.readyState).toBe(watcher.socket.OPEN)
  })

  it('carry a token that is no session’s', async () => {
    const headers = { authorization: 'Bearer nonsense' }
    expect(await refusedUpgrade(url, `${eventId}/live`, headers)).toMatchObject({ status: 401 })
  })

  it('be no WebSocket', async () => {
    const reply = await fetch(`${url}/api/v1/events/${eventId}/live`)
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([400, 'INVALID_REQUEST'])
  })

  it.each([
    ['no JSON', 'hello'],
    ['another message', '{"type":"sell me everything"}'],
    ['a version that is none', '{"type":"resume","version":"1"}'],
    ['a version beyond all', '{"type":"resume","version":1e300}'],
    ['null', 'null'],
    ['bytes', Buffer.from([1, 2, 3])],
  ])('say %s', async (_, message) => {
    await using watcher = await watch(url, `${eventId}/live`)
    watcher.socket.send(message)
    expect((await watcher.closed).code).toBe(CloseCode.policy)
  })

  it('say too much at once', async () => {
    await using watcher = await watch(url, `${eventId}/live`)
    watcher.socket.send(`{"type":"pong","padding":"${'x'.repeat(liveLimits.messageBytes)}"}`)
    expect((await watcher.closed).code).toBe(1009)
  })

  it('talk without end', async () => {
    await using watcher = await watch(url, `${eventId}/live`)
    for (let i = 0; i <= liveLimits.messageBurst + 5; i += 1) watcher.say({ type: 'pong' })
    expect((await watcher.closed).code).toBe(CloseCode.policy)
  })
})

describe('sockets that do not keep up', () => {
  const PLACES = 100_000

  /** Changes every place, as one change set of 400 KB. In the copy only: what is tested is the way to the viewer. */
  function shake({ edge }: { edge: Edge }, id: string) {
    const { inventory } = edge.context
    const sale = inventory.loaded(id)!
    const all = Array.from({ length: PLACES }, (_, seat) => seat)
    sale.states[0] === 0 ? sale.availability.block(all) : sale.availability.free(all, null)
  }

  /** A page that reads nothing for now, behind which frames pile up until the server has to drop some. */
  async function openSlow(server: Awaited<ReturnType<typeof openWith>>, id: string) {
    const known = new Set(wires)
    const watcher = await watch(server.url, `${id}/live`)
    const wire = [...wires].find((candidate) => !known.has(candidate))!
    watcher.socket.pause()
    let most = 0
    for (let frames = 0; server.hub.counters().dropped === 0; frames += 1) {
      if (frames > 200) throw new Error('nothing was ever dropped')
      const before = server.hub.counters()
      shake(server, id)
      while (
        server.hub.counters().frames + server.hub.counters().dropped ===
        before.frames + before.dropped
      ) {
        await new Promise(setImmediate)
      }
      most = Math.max(most, wire.writableLength)
    }
    return { watcher, wire, mostUnsentBytes: most }
  }

  it('are never sent more than a bound ahead, and get a snapshot once they have caught up', async () => {
    await using server = await openWith({ gatherMs: 1, quietGatherMs: 1, ringChanges: 25 * PLACES })
    const { id } = await openHouse(server.edge.context.pool, PLACES)
    await using quick = await watch(server.url, `${id}/live`)
    const { watcher, wire, mostUnsentBytes } = await openSlow(server, id)
    await using _ = watcher
    for (let i = 0; i < 20; i += 1) shake(server, id)
    await quick.until(
      'all of it',
      ({ version }) => version === server.edge.context.inventory.loaded(id)!.version,
    )
    const frameBytes = PLACES * 4 + 34
    expect(mostUnsentBytes).toBeLessThanOrEqual(liveLimits.bufferedBytes + frameBytes)
    expect(wire.writableLength).toBeLessThanOrEqual(liveLimits.bufferedBytes + frameBytes)

    watcher.socket.resume()
    const sale = server.edge.context.inventory.loaded(id)!
    await watcher.until('all of it', ({ version }) => version === sale.version)
    expect(watcher.states).toEqual(sale.states)
    expect(watcher.gaps).toBe(0)
    expect(watcher.frames.filter(({ kind }) => kind === 'snapshot').length).toBeGreaterThanOrEqual(2)
    shake(server, id)
    await watcher.until('the next change', ({ version }) => version === sale.version)
    expect(watcher.frames.at(-1)!.kind).toBe('delta')
    expect(quick.gaps).toBe(0)
    expect(quick.frames.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1)
  })

  it('are closed when they never catch up', async () => {
    // A page that reads nothing answers nothing either, which is not what closes it here.
    const silent = { heartbeatSeconds: 0.05, silentHeartbeats: 1_000_000 }
    const server = await openWith({
      gatherMs: 1,
      quietGatherMs: 1,
      ringChanges: 25 * PLACES,
      slowMs: 50,
      closeMs: 50,
      ...silent,
    })
    const { id } = await openHouse(server.edge.context.pool, PLACES)
    const { watcher, wire } = await openSlow(server, id)
    if (!wire.destroyed) await once(wire, 'close')
    expect(server.hub.counters().sockets).toBe(0)
    watcher.socket.resume()
    expect([CloseCode.tooSlow, 1006]).toContain((await watcher.closed).code)
    await server[Symbol.asyncDispose]()
  })

  it('are dropped when they have died, and not while they answer', async () => {
    await using server = await openWith({ heartbeatSeconds: 0.05 })
    const { id } = await openHouse(server.edge.context.pool, 5)
    await using dead = await watch(server.url, `${id}/live`, { autoPong: false })
    await using alive = await watch(server.url, `${id}/live`)
    expect((await dead.closed).code).toBe(1006)
    const beats = () => alive.messages.filter(({ type }) => type === 'heartbeat').length
    const heard = beats()
    await alive.until('more heartbeats', () => beats() > heard + liveLimits.silentHeartbeats + 1)
    expect(alive.messages.findLast(({ type }) => type === 'heartbeat')).toMatchObject({ viewers: 1 })
    expect(alive.socket.readyState).toBe(alive.socket.OPEN)
  })

  it('are told when to come back when the server goes down', async () => {
    const server = await openWith({ closeMs: 50 })
    const { id } = await openHouse(server.edge.context.pool, 5)
    const watchers = await Promise.all([1, 2, 3].map(() => watch(server.url, `${id}/live`)))
    await Promise.all(
      watchers.map((watcher) => watcher.until('hello', ({ messages }) => messages.length > 0)),
    )
    watchers[0]!.socket.pause()
    await server[Symbol.asyncDispose]()
    for (const watcher of watchers.slice(1)) {
      expect((await watcher.closed).code).toBe(CloseCode.goingAway)
      const last = watcher.messages.at(-1)
      expect(last).toMatchObject({ type: 'reconnect', afterMs: expect.any(Number) })
    }
    watchers[0]!.socket.terminate()
  })
})
