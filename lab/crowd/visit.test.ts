import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { labDefaults } from '../../contract/shapes/lab.ts'
import { createConnectionPool } from './connection-pool.ts'
import { planBuyer } from './plan-buyers.ts'
import { createTally } from './tally.ts'
import { createVisit } from './visit.ts'

/** A server that answers as it is told, in turn; the last answer again and again. */
async function shop(...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]) {
  const seen: IncomingMessage['headers'][] = []
  let connections = 0
  let most = 0
  const server = createServer((request, response) => {
    seen.push(request.headers)
    request.resume()
    answers[Math.min(seen.length, answers.length) - 1]!(request, response)
  })
  server.on('connection', (socket) => {
    connections += 1
    most = Math.max(most, connections)
    socket.once('close', () => (connections -= 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const pool = createConnectionPool(url, 4)
  const tally = createTally()
  const venue = {
    url,
    headers: { 'x-lab': 'yes' },
    pool,
    tally,
    now: () => performance.now(),
    record: () => {},
  }
  return {
    seen,
    most: () => most,
    tally,
    visit: (number = 0) => createVisit(venue, planBuyer(labDefaults, number), 'run'),
    async [Symbol.asyncDispose]() {
      pool.close()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const say =
  (status: number, body: object, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    const text = JSON.stringify(body)
    response.writeHead(status, { 'content-length': text.length, ...headers })
    response.end(text)
  }
const hangUp = (request: IncomingMessage): void => {
  request.socket.destroy()
}
const wish = { act: 'hold', method: 'POST', path: '/holds', body: { quantity: 1 } } as const

describe('a buyer’s visit', () => {
  it('sends a wish again, with the same key, until it is answered', async () => {
    await using there = await shop(hangUp, say(503, { code: 'UNAVAILABLE' }), say(201, { id: 'a' }))
    const visit = there.visit()
    const answer = await visit.ask({ ...wish, key: visit.newKey() })
    expect(answer).toMatchObject({ outcome: 'ok', sent: 3, code: null, body: { id: 'a' } })
    expect(new Set(there.seen.map((headers) => headers['idempotency-key']))).toEqual(new Set(['run-0-1']))
    expect(there.seen.every((headers) => headers['x-lab'] === 'yes')).toBe(true)
    expect(there.tally.counts).toMatchObject({ requests: 3, retries: 2 })
  })

  it('leaves it open what became of a wish that nobody answers', async () => {
    await using there = await shop(hangUp)
    const visit = there.visit()
    const answer = await visit.ask({ ...wish, key: 'k' })
    expect(answer).toMatchObject({ outcome: 'unknown', code: 'NO_ANSWER', sent: 5 })
    expect(answer.to).toBeGreaterThan(answer.from)
  }, 30_000)

  it('takes a refusal for an answer, and a server that failed for none', async () => {
    await using there = await shop(say(409, { code: 'SOLD_OUT' }), say(500, { code: 'INTERNAL' }))
    const visit = there.visit()
    expect(await visit.ask(wish)).toMatchObject({ outcome: 'refused', code: 'SOLD_OUT', sent: 1 })
    expect(await visit.ask(wish)).toMatchObject({ outcome: 'unknown', code: 'INTERNAL', sent: 1 })
  })

  it('keeps each buyer’s cookies apart though they share connections, of which there are few', async () => {
    let guests = 0
    const greet = (request: IncomingMessage, response: ServerResponse): void => {
      const cookie = request.headers.cookie ? undefined : `guest=${(guests += 1)}`
      setTimeout(
        () => say(200, {}, cookie ? { 'set-cookie': `${cookie}; Path=/` } : {})(request, response),
        5,
      )
    }
    await using there = await shop(greet)
    await Promise.all(
      Array.from({ length: 40 }, async (_, number) => {
        const visit = there.visit(number)
        await visit.ask({ act: 'look', method: 'GET', path: '/' })
        await visit.ask({ act: 'look', method: 'GET', path: '/' })
      }),
    )
    const cookies = there.seen.flatMap(({ cookie }) => cookie ?? [])
    expect(cookies).toHaveLength(40)
    expect(new Set(cookies).size).toBe(40)
    expect(there.most()).toBeLessThanOrEqual(4)
  })
})
