import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { generate } from './generate.ts'
import type { LoadPlan } from './load-plan.ts'

interface Seen {
  method: string
  url: string
  body: string
  cookie: string
}
type Answer = (seen: Seen) => { status: number; body?: string; cookie?: string }

/** A server that remembers what it was asked. */
async function listen(answer: Answer) {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    const one = { method, url, body: await text(request), cookie: headers.cookie ?? '' }
    seen.push(one)
    const { status, body = '', cookie } = answer(one)
    response.writeHead(status, {
      ...(cookie && { 'set-cookie': `${cookie}; Path=/` }),
      'content-length': body.length,
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    seen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

async function text(request: IncomingMessage): Promise<string> {
  let all = ''
  for await (const chunk of request) all += chunk
  return all
}

const plan = (url: string, more: Partial<LoadPlan>): LoadPlan => ({
  url,
  connections: 4,
  warmUpSeconds: 0,
  seconds: 10,
  maxCycles: 40,
  steps: [{ method: 'POST', path: '/holds', body: '{"seatIds":["{seat}"]}', expect: 201 }],
  seats: { prefix: 'floor:', first: 1, count: 40 },
  guests: { kind: 'newcomers' },
  ...more,
})
const holdId = '01234567-89ab-7def-8123-456789abcdef'

it('asks for every seat once, stops when they run out, and counts every reply', async () => {
  await using server = await listen(() => ({ status: 201 }))
  const report = await generate(plan(server.url, {}))
  const asked = server.seen.map(({ body }) => JSON.parse(body).seatIds[0])
  expect(new Set(asked).size).toBe(40)
  expect(asked.length).toBe(40)
  expect(report).toMatchObject({ cycles: 40, statuses: { '0:201': 40 }, unexpected: 0 })
  expect(report.latencyMs[0]!.p50).toBeGreaterThan(0)
  expect(report.perSecond).toBeCloseTo(40 / report.seconds)
})

it('takes the next step with the id that the first one gave', async () => {
  await using server = await listen(({ url }) => {
    return url === '/holds' ? { status: 201, body: `{"id":"${holdId}","state":"live"}` } : { status: 204 }
  })
  const release = { method: 'DELETE', path: '/holds/{hold}', expect: 204 } as const
  const report = await generate(plan(server.url, { steps: [...plan('', {}).steps, release] }))
  expect(report).toMatchObject({ cycles: 40, statuses: { '0:201': 40, '1:204': 40 } })
  const released = server.seen.filter(({ method }) => method === 'DELETE')
  expect(new Set(released.map(({ url }) => url))).toEqual(new Set([`/holds/${holdId}`]))
})

it('counts what it did not expect, and shows the first of it', async () => {
  await using server = await listen(() => ({ status: 503, body: 'too busy' }))
  const report = await generate(plan(server.url, {}))
  expect(report).toMatchObject({ cycles: 0, unexpected: 40, firstUnexpected: '503 too busy' })
})

it('sends each guest’s own cookie, and takes guests in turn', async () => {
  let guests = 0
  await using server = await listen(({ method }) =>
    method === 'GET' ? { status: 200, cookie: `guest=${++guests}` } : { status: 201 },
  )
  await generate(plan(server.url, { guests: { kind: 'returning', count: 8, path: '/me' } }))
  const cookies = server.seen.filter(({ method }) => method === 'POST').map(({ cookie }) => cookie)
  expect(new Set(cookies).size).toBe(8)
  expect(cookies.every((cookie) => /^guest=[1-8]$/.test(cookie))).toBe(true)
})

it('fails rather than report on a server that goes away', async () => {
  const server = createServer((request) => request.socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await expect(generate(plan(url, {}))).rejects.toThrow()
  await new Promise((resolve) => server.close(resolve))
})
