import { openConnection } from '../http/connection.ts'
import { createCookieJar } from '../http/cookies.ts'
import { requestText } from '../http/wire.ts'
import type { EchoSample } from '../peers/echo.ts'
import type { Contestant } from './contestants.ts'

/** The replies whose bytes the echo sends. */
export type Sample = 'hold' | 'holdOfNewcomer' | 'seatsTaken' | 'soldOut' | 'order'

export interface Samples {
  replies: Record<Sample, EchoSample>
  /** A returning guest's cookie, for requests of the same length. */
  cookie: string
}

export const buyer = '{"name":"Ada Lovelace","email":"ada@example.com"}'

/** Asks a running Fullhouse once for each reply. Throws when one is not what its name says. */
export async function takeSamples(fullhouse: Contestant): Promise<Samples> {
  const connection = await openConnection(fullhouse.url)
  const ask = (path: string, body: string, cookie: string, expect: number) =>
    new Promise<{ sample: EchoSample; head: string }>((resolve, reject) => {
      const headers = {
        host: new URL(fullhouse.url).host,
        'content-type': 'application/json',
        ...(cookie && { cookie }),
      }
      connection.send(
        requestText({ method: 'POST', path, headers, body }),
        (status, head, reply) => {
          if (status !== expect) reject(new Error(`expected ${expect} from ${path}, got ${status} ${reply}`))
          else resolve({ sample: { status, headers: headersOf(head), body: reply.toString() }, head })
        },
        reject,
      )
    })

  try {
    const eventId = await fullhouse.openEvent({ places: 3 })
    const path = fullhouse.holdPath(eventId, 'hold')
    const jar = createCookieJar()
    const newcomer = await ask(path, '{"seatIds":["floor:1"]}', '', 201)
    jar.absorb(newcomer.head)
    const cookie = jar.header()
    const hold = await ask(path, '{"seatIds":["floor:2"]}', cookie, 201)
    const taken = await ask(path, '{"seatIds":["floor:2"]}', cookie, 409)
    const order = `{"eventId":"${eventId}","seatIds":["floor:3"],"buyer":${buyer}}`
    const ordered = await ask(fullhouse.orderPath('order'), order, cookie, 201)
    const soldOut = await ask(path, '{"quantity":1}', cookie, 409)
    return {
      cookie,
      replies: {
        hold: hold.sample,
        holdOfNewcomer: newcomer.sample,
        seatsTaken: taken.sample,
        soldOut: soldOut.sample,
        order: ordered.sample,
      },
    }
  } finally {
    connection.close()
  }
}

/** Headers that `node:http` does not add by itself. */
function headersOf(head: string): Record<string, string> {
  const lines = head.split('\r\n').slice(1)
  const headers = lines.map(
    (line) =>
      [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const,
  )
  return Object.fromEntries(headers.filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)))
}

/** About what Fullhouse answers, for measuring the yardsticks without it. */
export function assumedSamples(): Samples {
  const headers = (type: string, more: Record<string, string> = {}): Record<string, string> => ({
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-request-id': 'a'.repeat(36),
    ...more,
  })
  const sample = (status: number, bytes: number, more: Record<string, string> = {}): EchoSample => {
    const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json'
    return {
      status,
      headers: { ...headers(type, more), 'content-length': String(bytes) },
      body: 'x'.repeat(bytes),
    }
  }
  const cookie = `fullhouse_guest=${'x'.repeat(90)}`
  return {
    cookie,
    replies: {
      hold: sample(201, 420),
      holdOfNewcomer: sample(201, 420, { 'set-cookie': `${cookie}; Path=/; HttpOnly; SameSite=Lax` }),
      seatsTaken: sample(409, 260),
      soldOut: sample(409, 230),
      order: sample(201, 1_100),
    },
  }
}
