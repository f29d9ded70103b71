import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeDraw } from '../../lab/queue/judge-draw.ts'
import { setRoom, until } from '../setup/queue-room.ts'
import { type Cluster, startCluster } from '../setup/several-servers.ts'
import { organiser, putOn, type Shopper, shopper } from '../setup/shopper.ts'
import { type Watcher, watch } from '../setup/watch.ts'

/** Behind the balancer every request goes to another server than the one before it. */
let cluster: Cluster
let staff: Shopper
beforeAll(async () => {
  cluster = await startCluster(3, { env: { FULLHOUSE_RATE_LIMITS: 'on' } })
  staff = await organiser(cluster.url)
})
afterAll(() => cluster?.[Symbol.asyncDispose]())

const urls = () => cluster.servers.map(({ url }) => url)
const soon = (ms: number) => new Date(Date.now() + ms).toISOString()

/** Cookies of one browser, taken to whichever server. */
async function signedIn(url: string, email: string): Promise<string> {
  const reply = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'Password123' }),
  })
  expect(reply.status).toBe(200)
  return reply.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

test('a session that ends at one server ends at the others at once, not after they have forgotten it', async () => {
  const [one, other] = urls() as [string, string]
  const id = await putOn(staff, 10)
  for (const path of ['/sign-out', '/revoke-sessions']) {
    const cookie = await signedIn(one, 'organiser@example.com')
    const status = async () =>
      (await fetch(`${other}/api/v1/organiser/events/${id}/ledger`, { headers: { cookie } })).status
    // Looked up a moment ago, and remembered for ten seconds from now.
    expect(await status()).toBe(200)
    const ended = await fetch(`${one}/api/auth${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(ended.status).toBe(200)
    await expect.poll(status, { timeout: 4_000 }).toBe(401)
    staff = await organiser(cluster.url)
  }
})

test('a password is guessed at three servers as often as at one', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 15; n += 1) {
    const reply = await fetch(`${urls()[n % 3]}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'nobody@example.com', password: `guess ${n}` }),
    })
    statuses.push(reply.status)
  }
  // Ten at once; each server by itself would have let all fifteen through.
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
  expect(statuses.slice(11)).toEqual(Array(4).fill(429))
})

test('a customer who writes without a pause is slowed down by all servers together', async () => {
  const customer = shopper(cluster.url)
  let letThrough = 0
  const began = performance.now()
  const writes = 180
  for (let n = 0; n < writes; n += 1) {
    const reply = await customer.api.placeHold({ params: { idOrSlug: 'none' }, body: { quantity: 1 } })
    if (reply.status === 404) letThrough += 1
    else expect(reply).toMatchObject({ problem: { code: 'RATE_LIMITED' } })
  }
  const seconds = (performance.now() - began) / 1000
  // 60 at once and 3 a second, and what the servers may let through before they tell each other: an eighth each.
  expect(letThrough).toBeGreaterThanOrEqual(60)
  expect(letThrough).toBeLessThan((60 + 3 * seconds) * (1 + 3 / 8) + 10)
})

test('every viewer is told how many watch at all servers', async () => {
  const id = await putOn(staff, 10)
  const watchers: Watcher[] = []
  try {
    for (const url of [...urls(), urls()[0]!]) watchers.push(await watch(url, `${id}/live`))
    for (const url of urls()) {
      await until('five viewers', async () => {
        await using newcomer = await watch(url, `${id}/live`)
        await newcomer.until('hello', ({ messages }) => messages.length > 0)
        const [hello] = newcomer.messages
        return hello?.type === 'hello' && hello.viewers === 5
      })
    }
  } finally {
    for (const watcher of watchers) await watcher[Symbol.asyncDispose]()
  }
})

test('a waiting room is one room, whichever server is asked: joined, drawn, let in and kept out', async () => {
  const id = await putOn(staff, 2, { onSaleAt: soon(12_000), maxPerOrder: 1 })
  await setRoom(staff, id, { mode: 'scheduled', prequeueMinutes: 60, targetInside: 1, admitPerMinute: 6000 })
  const params = { idOrSlug: id }
  // A server learns of a room with its next tick, within a second.
  for (const url of urls())
    await until('an open room', async () => {
      const reply = await shopper(url).api.showQueue({ params })
      return reply.ok && reply.value.status.phase === 'gathering'
    })
  const people = Array.from({ length: 6 }, () => shopper(cluster.url))
  const entries: string[] = []
  for (const { api } of people) {
    const joined = await api.joinQueue({ params, body: {} })
    if (!joined.ok) throw new Error(JSON.stringify(joined))
    entries.push(joined.value.place!.id)
    // The same place, asked at another server.
    const again = await api.joinQueue({ params, body: {} })
    expect(again).toMatchObject({ status: 200, value: { place: { id: entries.at(-1) } } })
  }
  const before = await staff.api.showQueue({ params })
  const commitment = before.ok ? before.value.status.draw!.commitment : ''
  await until('the draw', async () => {
    const reply = await staff.api.showQueue({ params })
    return reply.ok && reply.value.status.draw?.revealed
  })
  const drawn = await staff.api.showDraw({ params })
  if (!drawn.ok) throw new Error('no draw')
  const { faults, order } = judgeDraw(drawn.value, commitment)
  expect(faults).toEqual([])
  const inOrder = order.map((entry) => people[entries.indexOf(entry)]!)

  const placeOf = async ({ api }: Shopper) => {
    const reply = await api.showQueue({ params })
    return reply.ok ? reply.value.place : null
  }
  const hold = ({ api }: Shopper) => api.placeHold({ params, body: { quantity: 1 } })
  await until('the first inside', async () => (await placeOf(inOrder[0]!))?.state === 'admitted')
  // Whoever is outside is kept out by all three.
  for (const each of [inOrder[1]!, inOrder[1]!, inOrder[1]!])
    expect(await hold(each)).toMatchObject({ problem: { code: 'QUEUE_REQUIRED' } })
  expect(await buy(inOrder[0]!)).toMatchObject({ ok: true })
  await until('the second inside', async () => (await placeOf(inOrder[1]!))?.state === 'admitted')
  expect(await buy(inOrder[1]!)).toMatchObject({ ok: true })

  async function buy(who: Shopper) {
    const held = await hold(who)
    if (!held.ok) return held
    return who.api.placeOrder({
      body: { holdId: held.value.id, buyer: { name: 'Ada', email: 'ada@example.com' } },
    })
  }
})
