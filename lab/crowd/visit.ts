import type { RefusalCode } from '../../contract/refusals.ts'
import type { LabAct } from '../../contract/shapes/lab.ts'
import type { Recorded } from '../check/history.ts'
import type { Connection } from '../http/connection.ts'
import { createCookieJar } from '../http/cookies.ts'
import { requestText } from '../http/wire.ts'
import type { ConnectionPool } from './connection-pool.ts'
import type { BuyerPlan } from './plan-buyers.ts'
import type { Tally } from './tally.ts'

/** What the buyers of one process share. */
export interface Venue {
  url: string
  headers: Readonly<Record<string, string>>
  pool: ConnectionPool
  /** Milliseconds of the run's clock. */
  now(): number
  tally: Tally
  record(what: Recorded): void
}

export interface Asked {
  act: LabAct | 'look'
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  body?: unknown
  /** Writes have one, so that a retry cannot do a second thing. */
  key?: string
}

/** The last answer, and the time from the first request of it until then. */
export interface Answer {
  from: number
  to: number
  sent: number
  status: number
  body: unknown
  code: RefusalCode | 'NO_ANSWER' | null
  outcome: Recorded['outcome']
}

/** A buyer at the shop: their cookies, and requests in their name. */
export interface Visit {
  readonly plan: BuyerPlan
  ask(asked: Asked): Promise<Answer>
  /** An Idempotency-Key that nobody else has, the same one in every run with this seed. */
  newKey(): string
}

const answerTimeoutMs = 15_000
/** Of one wish, the first included. */
const triesMax = 5
const pauseMs = 100
const pauseMaxMs = 3_000

export function createVisit(venue: Venue, plan: BuyerPlan, run: string): Visit {
  const jar = createCookieJar()
  const { host, origin } = new URL(venue.url)
  let keys = 0

  const exchange = (connection: Connection, text: string) =>
    new Promise<{ value: { status: number; body: unknown; retryAfterMs: number }; reusable: boolean }>(
      (resolve) => {
        const settle = (status: number, body: unknown, retryAfterMs: number, reusable: boolean): void => {
          clearTimeout(timer)
          resolve({ value: { status, body, retryAfterMs }, reusable })
        }
        // Whatever comes after that is an answer to nobody: the connection goes with it.
        const timer = setTimeout(() => settle(0, null, 0, false), answerTimeoutMs)
        connection.send(
          text,
          (status, head, bytes) => {
            jar.absorb(head)
            const retryAfter = Number(/\r\nretry-after: *(\d+)/i.exec(head)?.[1] ?? 0)
            settle(status, bytes.length === 0 ? null : JSON.parse(bytes.toString()), retryAfter * 1000, true)
          },
          () => settle(0, null, 0, false),
        )
      },
    )

  return {
    plan,
    newKey: () => `${run}-${plan.number}-${++keys}`,
    async ask({ act, method, path, body, key }) {
      const content = body === undefined ? {} : { body: JSON.stringify(body) }
      let from = 0
      for (let sent = 1; ; sent += 1) {
        const cookie = jar.header()
        const headers: Record<string, string> = {
          host,
          origin,
          accept: 'application/json',
          ...venue.headers,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(cookie !== '' && { cookie }),
        }
        const text = requestText({ method, path, headers, ...content })
        const waitsFrom = venue.now()
        // Until a connection was found; a buyer without one has asked for nothing yet.
        let begun = 0
        const reply = await venue.pool
          .lend((connection) => {
            begun = venue.now()
            venue.tally.connectionWait.add(begun - waitsFrom)
            venue.tally.counts.requests += 1
            return exchange(connection, text)
          })
          .catch(() => ({ status: 0, body: null, retryAfterMs: 0 }))
        const to = venue.now()
        if (begun > 0) venue.tally.latencies[act].add(to - begun)
        if (sent === 1) from = begun > 0 ? begun : to
        const { status } = reply
        const code = codeOf(status, reply.body)
        if (sent >= triesMax || !deservesRetry(status)) {
          return { from, to, sent, status, body: reply.body, code, outcome: outcomeOf(status) }
        }
        venue.tally.counts.retries += 1
        const backOff = Math.min(pauseMaxMs, pauseMs * 2 ** sent) * (0.5 + plan.random())
        await pause(Math.min(pauseMaxMs, Math.max(reply.retryAfterMs, backOff)))
      }
    },
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** No answer, too many requests, or a server that asks to come again. */
function deservesRetry(status: number): boolean {
  return status === 0 || status === 429 || status === 503
}

/** A server that could not say what became of it (5xx) leaves it open, as one that says nothing does. */
function outcomeOf(status: number): Recorded['outcome'] {
  if (status === 0 || status >= 500) return 'unknown'
  return status < 400 ? 'ok' : 'refused'
}

function codeOf(status: number, body: unknown): Answer['code'] {
  if (status === 0) return 'NO_ANSWER'
  return status < 400 ? null : ((body as { code?: RefusalCode }).code ?? 'INTERNAL')
}
