import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type Reply } from '../../contract/client.ts'
import { CloseCode } from '../../contract/live.ts'
import { SeatState } from '../../contract/seat-state.ts'
import { createCookieJar } from '../../lab/http/cookies.ts'
import { plainSettings } from '../../lab/peers/database.ts'
import { startPostgres } from '../../lab/stage/postgres-process.ts'
import { startRedis } from '../../lab/stage/redis-process.ts'
import { startServerProcess } from '../../lab/stage/server-process.ts'
import { type SeveralServers, startSeveralServers } from '../../lab/stage/several-servers.ts'
import { organiser, putOn, type Shopper, shopper } from '../setup/shopper.ts'
import { type Watcher, watch } from '../setup/watch.ts'

const SEEN_WITHIN_MS = 100
let house: SeveralServers
let staff: Shopper
let urls: [string, string]

beforeAll(async () => {
  house = await startSeveralServers(2)
  urls = [house.servers[0]!.url, house.servers[1]!.url]
  staff = await organiser(urls[0])
})
afterAll(() => house?.stop())

function granted<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}

async function watchers(url: string, id: string, count: number): Promise<Watcher[]> {
  const all = await Promise.all(Array.from({ length: count }, () => watch(url, `${id}/live`)))
  await Promise.all(all.map((one) => one.until('a snapshot', ({ frames }) => frames.length > 0)))
  return all
}

describe('servers that start together', () => {
  it('make one shop of an empty database, and are ready with Redis or without', async () => {
    await using stack = new AsyncDisposableStack()
    const redis = stack.adopt(await startRedis(), ({ stop }) => stop())
    const postgres = stack.adopt(await startPostgres(plainSettings), ({ stop }) => stop())
    const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url }
    const starting = Array.from({ length: 3 }, () => startServerProcess({ env }))
    for (const server of starting)
      stack.defer(() =>
        server.then(
          ({ stop }) => stop(),
          () => {},
        ),
      )
    const servers = await Promise.all(starting)
    const lists = await Promise.all(
      servers.map(async ({ url }) => granted(await shopper(url).api.listEvents({})).events),
    )
    expect(lists[0]!.length).toBeGreaterThan(0)
    for (const events of lists) expect(events.map(({ id }) => id)).toEqual(lists[0]!.map(({ id }) => id))
    expect(new Set(lists[0]!.map(({ slug }) => slug)).size).toBe(lists[0]!.length)
    await organiser(servers[2]!.url)

    const says = async (path: string) =>
      Promise.all(servers.map(async ({ url }) => (await fetch(url + path)).text()))
    const nodes = (state: string, count: number) => `fullhouse_redis_nodes{state="${state}"} ${count}`
    for (const text of await says('/metrics')) expect(text).toContain(nodes('up', 1))
    await redis.kill('SIGKILL')
    await expect
      .poll(async () => (await says('/metrics')).every((text) => text.includes(nodes('down', 1))))
      .toBe(true)
    for (const text of await says('/readyz')) expect(text).toContain('"ready"')
  })
})

describe('live viewers at several servers', () => {
  it(`see what is held at another one within ${SEEN_WITHIN_MS} ms, 99 of 100, each change once`, async () => {
    const rounds = 150
    const id = await putOn(staff, rounds * 3)
    const audiences = [await watchers(urls[0], id, 25), await watchers(urls[1], id, 25)] as const
    const buyers = urls.map((url) => shopper(url))

    /** From the reply to its having been seen by each viewer at the other server. */
    async function measure(chance: number): Promise<number> {
      const lags: number[] = []
      const pending: Promise<unknown>[] = []
      for (let round = 0; round < rounds; round += 1) {
        const seat = chance * rounds + round
        const here = round % 2
        const body = { seatIds: [`floor:${seat + 1}`] }
        granted(await buyers[here]!.api.placeHold({ params: { idOrSlug: id }, body }))
        const answeredAt = performance.now()
        for (const viewer of audiences[1 - here]!)
          pending.push(
            viewer
              .until(`seat ${seat}`, ({ states }) => states[seat] === SeatState.held)
              .then(() => lags.push(performance.now() - answeredAt)),
          )
      }
      await Promise.all(pending)
      lags.sort((a, b) => a - b)
      const at = (part: number) => lags[Math.ceil(lags.length * part) - 1]!
      console.log(
        `${lags.length} sightings at the other server: half within ${at(0.5).toFixed(1)} ms, 99 of 100 within ${at(0.99).toFixed(1)} ms`,
      )
      return at(0.99)
    }
    // A busy machine is given two more chances.
    let best = Number.POSITIVE_INFINITY
    for (let chance = 0; chance < 3 && best > SEEN_WITHIN_MS; chance += 1)
      best = Math.min(best, await measure(chance))
    for (const viewer of audiences.flat()) {
      expect(viewer.gaps).toBe(0)
      expect(viewer.frames.filter(({ kind }) => kind === 'snapshot')).toHaveLength(1)
      await viewer[Symbol.asyncDispose]()
    }
    expect(best).toBeLessThan(SEEN_WITHIN_MS)
  })

  it('go on at another server from the version that they know', async () => {
    const id = await putOn(staff, 20)
    const [stays, leaves] = [await watch(urls[1], `${id}/live`), await watch(urls[0], `${id}/live`)]
    const buyer = shopper(urls[0])
    const holdSeat = async (seat: number) =>
      granted(
        await buyer.api.placeHold({ params: { idOrSlug: id }, body: { seatIds: [`floor:${seat + 1}`] } }),
      )
    await holdSeat(1)
    const sees = (seat: number) => (one: Watcher) =>
      one.until(`seat ${seat}`, ({ states }) => states[seat] === SeatState.held)
    await Promise.all([stays, leaves].map(sees(1)))
    const { version } = leaves
    await leaves[Symbol.asyncDispose]()
    await holdSeat(2)
    await sees(2)(stays)
    await using back = await watch(urls[1], `${id}/live?version=${version}`)
    await back.until('what was missed', ({ frames }) => frames.length > 0)
    expect(back.frames[0]).toMatchObject({ kind: 'delta', from: version, to: stays.version })
    await stays[Symbol.asyncDispose]()
  })

  it('hear of their own hold, whichever server they are at and whichever is asked', async () => {
    const id = await putOn(staff, 5)
    const jar = createCookieJar()
    const api = createClient(urls[0], async (address, init) => {
      const reply = await fetch(address, {
        ...init,
        headers: { ...init?.headers, cookie: jar.header() ?? '' },
      })
      jar.absorb(
        reply.headers
          .getSetCookie()
          .map((line) => `\r\nset-cookie: ${line}`)
          .join(''),
      )
      return reply
    })
    const hold = granted(await api.placeHold({ params: { idOrSlug: id }, body: { seatIds: ['floor:1'] } }))
    await using page = await watch(urls[1], `${id}/live`, { headers: { cookie: jar.header()! } })
    await page.until('hello', ({ messages }) => messages.length > 0)
    granted(await api.releaseHold({ params: { id: hold.id } }))
    await page.until('the news', ({ messages }) => messages.some(({ type }) => type === 'hold'))
    const news = page.messages.filter(({ type }) => type === 'hold')
    expect(news).toEqual([expect.objectContaining({ holdId: hold.id, state: 'released' })])
  })

  it('are sent to the others one after the other when theirs stops', async () => {
    const id = await putOn(staff, 5)
    const audience = await watchers(urls[0], id, 40)
    const stopping = house.servers[0]!.kill('SIGTERM')
    const closed = await Promise.all(audience.map((one) => one.closed))
    expect(new Set(closed.map(({ code }) => code))).toEqual(new Set([CloseCode.goingAway]))
    for (const { messages } of audience) expect(messages.at(-1)).toEqual({ type: 'reconnect', afterMs: 0 })
    await stopping
    expect(house.servers[0]!.child.exitCode).toBe(0)
    await using back = await watch(urls[1], `${id}/live?version=${audience[0]!.version}`)
    await back.until('where it was', ({ frames }) => frames.length > 0)
    await house.servers[0]!.restart()
  })
})
