import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Guests } from '../load/load-plan.ts'
import type { DatabaseSettings } from '../peers/database.ts'
import { startPeerDatabase } from '../peers/database.ts'
import type { EchoSample } from '../peers/echo.ts'
import { demoOrganiser, signInOrganiser } from '../stage/organiser.ts'
import { seatedPlan, standingPlan } from '../stage/plans.ts'
import { postmasterOf, type Roles } from '../stage/processor-time.ts'
import { startRedis } from '../stage/redis-process.ts'
import { type ServerProcess, startServerProcess } from '../stage/server-process.ts'
import type { Sample, Samples } from './samples.ts'

export type ContestantName = 'echo' | 'textbook' | 'redis-lock' | 'fullhouse'

/** A server under load, in a process of its own. All are asked with the same bytes in the same way. */
export interface Contestant {
  name: ContestantName
  url: string
  /** Whose processor time is its own: `server`, `database`. */
  processes: Roles
  /** A new free event. Its seats are `floor:1` …, or `S1` … when it is seated. */
  openEvent(options: EventWish): Promise<string>
  holdPath(eventId: string, sample: Sample): string
  orderPath(sample: Sample): string
  /** Customers with a cookie from an earlier visit, at least one for each connection. */
  returning(count: number): Guests
  stop(): Promise<void>
}

export interface EventWish {
  places: number
  seated?: boolean
  maxPerCustomer?: number
}

const startTimeoutMs = 30_000
const anyEvent = '00000000-0000-7000-8000-000000000000'
/** Replies of the echo are chosen by the first character of the path, in this order. */
const sampleOrder: readonly Sample[] = ['hold', 'holdOfNewcomer', 'seatsTaken', 'soldOut', 'order']

export async function startEcho(samples: Samples): Promise<Contestant> {
  const child = forkPeer('echo.ts')
  child.send(sampleOrder.map((name): EchoSample => samples.replies[name]))
  // `/api/v1/…` becomes `/1pi/v1/…`: as long as the original, and it says which reply is wanted.
  const marked = (path: string, sample: Sample): string =>
    `/${sampleOrder.indexOf(sample) + 1}${path.slice(2)}`
  return {
    name: 'echo',
    url: await addressOf(child),
    processes: { server: [child.pid!] },
    openEvent: async () => anyEvent,
    holdPath: (eventId, sample) => marked(`/api/v1/events/${eventId}/holds`, sample),
    orderPath: (sample) => marked('/api/v1/orders', sample),
    returning: () => ({ kind: 'given', cookie: samples.cookie }),
    stop: () => endPeer(child),
  }
}

export async function startTextbook(settings: DatabaseSettings): Promise<Contestant> {
  const database = await startPeerDatabase(settings)
  const child = forkPeer('textbook.ts', { DATABASE_URL: database.url })
  const stop = async (): Promise<void> => {
    await endPeer(child)
    await database.stop()
  }
  return lockerAt(
    'textbook',
    await addressOf(child),
    { server: [child.pid!], database: [database.pid] },
    stop,
  )
}

/** Throws, in words, where there is no Redis. */
export async function startRedisLock(settings: DatabaseSettings): Promise<Contestant> {
  const redis = await startRedis()
  const database = await startPeerDatabase(settings)
  const child = forkPeer('redis-lock.ts', { DATABASE_URL: database.url, REDIS_URL: redis.url })
  const stop = async (): Promise<void> => {
    await endPeer(child)
    await Promise.all([database.stop(), redis.stop()])
  }
  const processes = { server: [child.pid!], database: [database.pid], redis: [redis.pid] }
  return lockerAt('redis-lock', await addressOf(child), processes, stop)
}

/** Tells everybody who watches of each change at once; nothing else. */
export async function startJsonPerChange(): Promise<
  Pick<Contestant, 'url' | 'processes' | 'stop'> & { name: string }
> {
  const child = forkPeer('json-per-change.ts')
  return {
    name: 'JSON per change',
    url: await addressOf(child),
    processes: { server: [child.pid!] },
    stop: () => endPeer(child),
  }
}

/** A peer that sells, as `peers/serve-peer.ts` serves it. */
function lockerAt(
  name: ContestantName,
  url: string,
  processes: Roles,
  stop: () => Promise<void>,
): Contestant {
  return {
    name,
    url,
    processes,
    openEvent: async ({ places }) => {
      const reply = await fetch(`${url}/events`, { method: 'POST', body: JSON.stringify({ seats: places }) })
      const { id, detail } = (await reply.json()) as { id?: string; detail?: string }
      if (!id) throw new Error(`the ${name} opened no event: ${detail}`)
      return id
    },
    holdPath: (eventId) => `/api/v1/events/${eventId}/holds`,
    orderPath: () => '/api/v1/orders',
    returning: (count) => ({ kind: 'returning', count, path: '/api/v1/me/holds' }),
    stop,
  }
}

export async function startFullhouse(
  nodeArguments: string[] = [],
): Promise<Contestant & { server: ServerProcess }> {
  const server = await startServerProcess({ nodeArguments })
  try {
    const processes = {
      server: [server.child.pid!],
      database: [postmasterOf(join(server.dataDir, 'postgres'))],
    }
    return { ...(await fullhouseAt(server.url, processes, server.stop)), server }
  } catch (cause) {
    await server.stop()
    throw cause
  }
}

/** A Fullhouse that runs already, with the demo's organiser and without rate limits. */
export async function fullhouseAt(
  url: string,
  processes: Roles,
  stop: () => Promise<void>,
): Promise<Contestant> {
  const organiser = await signInOrganiser(url, demoOrganiser)
  let opened = 0
  return {
    name: 'fullhouse',
    url,
    processes,
    openEvent: async ({ places, seated, maxPerCustomer }) => {
      const event = await organiser.createEvent({
        title: `Bench ${++opened}`,
        slug: `bench-${opened}`,
        plan: seated ? seatedPlan(places, 100) : standingPlan(places),
        ...(maxPerCustomer === undefined ? {} : { maxPerCustomer }),
      })
      return event.id
    },
    holdPath: (eventId) => `/api/v1/events/${eventId}/holds`,
    orderPath: () => '/api/v1/orders',
    returning: (count) => ({ kind: 'returning', count, path: '/api/v1/me/holds' }),
    stop,
  }
}

function forkPeer(file: string, env: Record<string, string> = {}): ChildProcess {
  const path = fileURLToPath(new URL(`../peers/${file}`, import.meta.url))
  return fork(path, { execArgv: [], env: { ...process.env, ...env } })
}

/** A peer ends when its parent hangs up. */
async function endPeer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  if (child.connected) child.disconnect()
  await gone
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a contestant did not start in time')), startTimeoutMs)
    child.once('message', (message) => {
      clearTimeout(timer)
      resolve((message as { url: string }).url)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`a contestant ended with code ${code}`))
    })
  })
}
