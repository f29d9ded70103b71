import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { openEdge } from '../../test/setup/edge.ts'
import { ensureDemoAccounts } from '../accounts/demo-accounts.ts'
import { OverloadedFault } from '../domain/fault.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { httpLimits } from '../limits/http-limits.ts'
import { rateLimits } from '../limits/request-limits.ts'
import { problems } from './problem.ts'
import { type Call, route } from './route.ts'

const SECRET = 'a detail of the inside: /srv/app/secret.ts select * from users'
const HOLDS = '/api/v1/events/any/holds'

function lostDatabase(): Error {
  return Object.assign(new Error(SECRET), { code: '57P01' })
}

/** Operations that do whatever a test asks for by the seat it asks for. */
function whims(app: FastifyInstance) {
  route(app, 'placeHold', async ({ body }) => {
    switch (body.seatIds?.[0]) {
      case 'taken':
        return refuse({ code: 'SEATS_TAKEN', seatIds: ['A-1'] })
      case 'overload':
        throw new OverloadedFault(SECRET, { retryAfterSeconds: 7 })
      case 'lost':
        throw new Error('could not claim', { cause: lostDatabase() })
      case 'bug':
        throw new TypeError(SECRET)
      case 'odd':
        throw SECRET
    }
    return refuse({ code: 'SOLD_OUT' })
  })
  route(app, 'releaseHold', () => ok(null))
  route(app, 'listEvents', ({ query }) =>
    ok({ events: [], page: query?.page ?? 0, limit: query?.limit ?? 0, total: 0 }),
  )
}

test('every failure is a problem document with a code, a request id and nothing of the inside', async () => {
  await using edge = await openEdge({ routes: whims })
  const browser = edge.browser()
  const json = { 'content-type': 'application/json' }
  const cases: [string, number, string, () => ReturnType<typeof browser.send>][] = [
    ['a refusal', 409, 'SEATS_TAKEN', () => browser.send('POST', HOLDS, { seatIds: ['taken'] })],
    ['an overload', 503, 'UNAVAILABLE', () => browser.send('POST', HOLDS, { seatIds: ['overload'] })],
    ['a lost database', 503, 'UNAVAILABLE', () => browser.send('POST', HOLDS, { seatIds: ['lost'] })],
    ['a bug', 500, 'INTERNAL', () => browser.send('POST', HOLDS, { seatIds: ['bug'] })],
    ['a thrown string', 500, 'INTERNAL', () => browser.send('POST', HOLDS, { seatIds: ['odd'] })],
    ['no body', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS)],
    ['an empty body', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, '', json)],
    ['broken JSON', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, '{"quantity":')],
    ['a prototype', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, '{"__proto__":{}}')],
    ['a NUL', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, '{"category":"\\u0000"}')],
    ['half a pair', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, '{"category":"\\ud800"}')],
    ['JSON that is no object', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, 'null')],
    ['text for a number', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, { quantity: '2' })],
    ['more than asked', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, { quantity: 1, x: 1 })],
    [
      'text',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () => browser.send('POST', HOLDS, 'x', { 'content-type': 'text/plain' }),
    ],
    [
      'no type',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () => browser.send('POST', HOLDS, 'x', { 'content-type': '' }),
    ],
    [
      'too much',
      413,
      'PAYLOAD_TOO_LARGE',
      () => browser.send('POST', HOLDS, 'x'.repeat(httpLimits.bodyBytes.other + 1)),
    ],
    ['a bad escape', 400, 'INVALID_REQUEST', () => browser.send('GET', '/api/v1/events/%E0%A4%A')],
    ['a NUL in the address', 400, 'INVALID_REQUEST', () => browser.send('GET', '/api/v1/events?search=%00')],
    ['a long id', 404, 'NOT_FOUND', () => browser.send('DELETE', `/api/v1/holds/${'x'.repeat(1000)}`)],
    ['an id that is none', 404, 'NOT_FOUND', () => browser.send('DELETE', '/api/v1/holds/7')],
    ['nothing', 404, 'NOT_FOUND', () => browser.send('GET', '/api/v1/nothing')],
    ['a file', 404, 'NOT_FOUND', () => browser.send('GET', '/.env.production')],
    ['a climb', 404, 'NOT_FOUND', () => browser.send('GET', '/..%2f..%2fetc/passwd.txt')],
    ['another method', 405, 'METHOD_NOT_ALLOWED', () => browser.send('PUT', HOLDS, {})],
    ['a bad key', 400, 'INVALID_REQUEST', () => browser.send('POST', HOLDS, {}, { 'idempotency-key': 'é' })],
    [
      'a long key',
      400,
      'INVALID_REQUEST',
      () => browser.send('POST', HOLDS, {}, { 'idempotency-key': 'k'.repeat(256) }),
    ],
  ]
  for (const [what, status, code, send] of cases) {
    const reply = await send()
    expect(reply.statusCode, what).toBe(status)
    expect(reply.headers['content-type'], what).toMatch(/^application\/problem\+json\b/)
    expect(reply.json(), what).toMatchObject({ code, status, title: problems[code as 'INTERNAL'].title })
    expect(reply.json().requestId, what).toMatch(/^\S+$/)
    expect(reply.body, what).not.toMatch(/secret|select|node_modules|\.ts|at .*\(/i)
    if (status === 503) expect(Number(reply.headers['retry-after']), what).toBeGreaterThan(0)
    if (status === 405) expect(reply.headers.allow, what).toBe('POST')
  }
})

test('what an operator needs of a failure is in the log, under the same request id', async () => {
  await using edge = await openEdge({ routes: whims })
  const reply = await edge.browser().send('POST', `${HOLDS}?token=abc`, { seatIds: ['bug'] })
  const line = edge.logged.find((each) => each.requestId === reply.json().requestId)!
  expect(line).toMatchObject({ level: 'error', method: 'POST', path: HOLDS })
  expect(line.err).toMatchObject({ type: 'TypeError', message: SECRET })
  expect(JSON.stringify(line)).not.toContain('abc')
})

test('an invalid request is told what is wrong with it, by path', async () => {
  await using edge = await openEdge({ routes: whims })
  const reply = await edge.browser().send('POST', HOLDS, { seatIds: ['A-1', 7], quantity: 0, extra: true })
  expect(reply.json().errors).toEqual(
    expect.arrayContaining([
      { path: 'seatIds[1]', message: 'must be string' },
      { path: 'quantity', message: 'must be >= 1' },
      { path: 'extra', message: 'is not known here' },
    ]),
  )
  const query = await edge.browser().send('GET', '/api/v1/events?page=x&limit=1000')
  expect(
    query
      .json()
      .errors.map((error: { path: string }) => error.path)
      .sort(),
  ).toEqual(['limit', 'page'])
  const many = await edge.browser().send('POST', HOLDS, { seatIds: Array.from({ length: 90 }, (_, i) => i) })
  expect(many.json().errors).toHaveLength(20)
})

test('a query is read by its schema and has its defaults; a success without a body has none', async () => {
  await using edge = await openEdge({ routes: whims })
  const browser = edge.browser()
  expect((await browser.send('GET', '/api/v1/events?page=3')).json()).toMatchObject({ page: 3, limit: 20 })
  const id = '0190aaaa-0000-7000-8000-000000000000'
  for (const headers of [{}, { 'content-type': 'application/json' }]) {
    const reply = await browser.send(
      'DELETE',
      `/api/v1/holds/${id}`,
      headers['content-type' as never] && '',
      headers,
    )
    expect([reply.statusCode, reply.body]).toEqual([204, ''])
  }
})

test('a page of another site cannot write; its own page, programs and listed origins can', async () => {
  await using edge = await openEdge({ routes: whims, env: { FULLHOUSE_ORIGINS: 'https://partner.test' } })
  const write = async (headers: object) =>
    (
      await edge.app.inject({
        method: 'POST',
        url: HOLDS,
        headers: { host: 'shop.test', ...headers },
        payload: { quantity: 1 },
      })
    ).json().code
  expect(await write({})).toBe('SOLD_OUT')
  expect(await write({ cookie: 'fh_guest=x' })).toBe('SOLD_OUT')
  expect(await write({ origin: 'http://shop.test', 'sec-fetch-site': 'same-origin' })).toBe('SOLD_OUT')
  expect(await write({ origin: 'https://partner.test', 'sec-fetch-site': 'cross-site' })).toBe('SOLD_OUT')
  for (const headers of [
    { origin: 'https://evil.test' },
    { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site', cookie: 'fh_guest=x' },
    { origin: 'null' },
    { origin: 'http://shop.test.evil.test' },
    { origin: 'http://shop.test:81' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.test', authorization: 'Basic YTpi' },
    { 'sec-fetch-site': 'same-site', cookie: 'fh_guest=x' },
  ])
    expect(await write(headers), JSON.stringify(headers)).toBe('FORBIDDEN_ORIGIN')

  const foreign = { origin: 'https://evil.test', 'content-type': 'application/json' }
  const login = await edge.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: foreign,
    payload: {},
  })
  expect(login.json().code).toBe('FORBIDDEN_ORIGIN')
})

test('listed origins may read replies and ask beforehand; others may not', async () => {
  await using edge = await openEdge({ routes: whims, env: { FULLHOUSE_ORIGINS: 'https://partner.test' } })
  const ask = (origin: string) =>
    edge.app.inject({
      method: 'OPTIONS',
      url: HOLDS,
      headers: { origin, 'access-control-request-method': 'POST' },
    })
  const partner = await ask('https://partner.test')
  expect(partner.statusCode).toBe(204)
  expect(partner.headers).toMatchObject({
    'access-control-allow-origin': 'https://partner.test',
    'access-control-allow-credentials': 'true',
  })
  expect((await ask('https://evil.test')).headers['access-control-allow-origin']).toBeUndefined()
  const read = await edge.app.inject({ url: '/api/v1/events', headers: { origin: 'https://evil.test' } })
  expect(read.headers['access-control-allow-origin']).toBeUndefined()
  expect(read.headers.vary).toBe('origin')
})

test('organiser operations are refused before their body is read, whatever their handler forgets', async () => {
  const calls: Call<'createEvent'>[] = []
  await using edge = await openEdge({
    routes: (app) =>
      route(app, 'createEvent', (call) => {
        calls.push(call)
        return refuse({ code: 'SLUG_TAKEN' })
      }),
  })
  await ensureDemoAccounts(edge.context)
  const create = async (email?: string) => {
    const browser = edge.browser()
    if (email) await browser.send('POST', '/api/auth/sign-in/email', { email, password: 'Password123' })
    return (await browser.send('POST', '/api/v1/organiser/events', '{broken')).json().code
  }
  expect(await create()).toBe('UNAUTHENTICATED')
  expect(await create('alice@example.com')).toBe('FORBIDDEN')
  expect(await create('organiser@example.com')).toBe('INVALID_REQUEST')
  expect(calls).toEqual([])
})

test('one customer in too much of a hurry is slowed down; another behind the same address is not', async () => {
  await using edge = await openEdge({ routes: whims, env: { FULLHOUSE_RATE_LIMITS: 'on' } })
  const [hasty, calm] = [edge.browser(), edge.browser()]
  for (const browser of [hasty, calm]) await browser.send('GET', '/api/v1/events')
  let reply = await hasty.send('POST', HOLDS, { quantity: 1 })
  for (let i = 0; i < rateLimits.customerWrites.burst + 20; i += 1)
    reply = await hasty.send('POST', HOLDS, { quantity: 1 })
  expect(reply.statusCode).toBe(429)
  expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
  expect((await calm.send('POST', HOLDS, { quantity: 1 })).json().code).toBe('SOLD_OUT')
})

test('what is not HTTP gets a problem document too, and its connection is closed', async () => {
  await using edge = await openEdge({ routes: whims })
  await edge.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = edge.app.server.address() as { port: number }
  const talk = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      socket.on('data', (bytes) => (answer += bytes))
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
      socket.write(text)
    })
  for (const [text, code] of [
    ['NONSENSE\r\n\r\n', 'INVALID_REQUEST'],
    ['GET / HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n', 'INVALID_REQUEST'],
    [`GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(httpLimits.headerBytes)}\r\n\r\n`, 'PAYLOAD_TOO_LARGE'],
  ] as const) {
    const answer = await talk(text)
    expect(answer).toContain('application/problem+json')
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)).code).toBe(code)
  }
  // An upgrade that nobody takes up, with or without a body, is answered like any request, and nothing waits after it.
  const upgrade = 'host: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n'
  for (const text of [
    `GET /healthz HTTP/1.1\r\n${upgrade}\r\nGET /healthz HTTP/1.1\r\nhost: a\r\n\r\n`,
    `POST /healthz HTTP/1.1\r\n${upgrade}content-length: 3\r\n\r\nabc`,
    `GET /api/v1/events/x/live HTTP/1.1\r\n${upgrade}content-length: 3\r\n\r\nabc`,
  ])
    expect(await talk(text)).toMatch(/^HTTP\/1\.1 [24]\d\d [\s\S]*connection: close/i)
})

test('the published contract has every operation that is there, with its refusals under their statuses', async () => {
  await using edge = await openEdge({ routes: whims })
  const document = (await edge.app.inject('/api/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  const hold = document.paths['/api/v1/events/{idOrSlug}/holds'].post
  expect(hold.operationId).toBe('placeHold')
  expect(hold.responses['201'].content['application/json'].schema.properties.expiresAt.type).toBe('string')
  expect(hold.responses['409'].description).toContain('SEATS_TAKEN')
  expect(JSON.stringify(hold.responses['409'].content['application/problem+json'])).toContain('seatIds')
  expect(hold.requestBody.content['application/json'].schema.properties.seatIds.maxItems).toBe(100)
  expect(document.paths['/api/auth/sign-in/email'].post.tags).toEqual(['Accounts'])
  expect(Object.keys(document.paths).filter((path) => /health|docs|metrics|\*/.test(path))).toEqual([])

  const docs = await edge.app.inject('/api/docs/')
  expect(docs.statusCode).toBe(200)
  expect(docs.headers['content-security-policy']).toContain(`script-src 'self';`)
  expect(docs.body).not.toMatch(/<script>|<style>|style="/)
})

test('the health of the server can be asked without an identity', async () => {
  await using edge = await openEdge()
  for (const [url, status] of [
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 200],
  ] as const) {
    const reply = await edge.app.inject(url)
    expect([url, reply.statusCode, reply.headers['set-cookie']]).toEqual([url, status, undefined])
  }
  Object.assign(edge.context, { phase: 'stopping' })
  const reply = await edge.app.inject('/readyz')
  expect(reply.statusCode).toBe(503)
  expect(reply.json()).toMatchObject({ code: 'UNAVAILABLE', detail: 'Not ready: the server is stopping.' })
})

test('the web app: pages, files that never change, files that may, compressed copies, strict headers', async () => {
  const webRoot = await mkdtemp(join(tmpdir(), 'fullhouse-web-'))
  await mkdir(join(webRoot, 'assets'))
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Shop</title>')
  await writeFile(join(webRoot, 'icon.svg'), '<svg/>')
  await writeFile(join(webRoot, 'assets/app-1a2b.js'), 'plain()')
  await writeFile(join(webRoot, 'assets/app-1a2b.js.br'), 'brotli')
  try {
    await using edge = await openEdge({ webRoot, env: { FULLHOUSE_URL: 'https://shop.test' } })
    const get = (url: string, headers = {}) => edge.app.inject({ url, headers })
    for (const url of ['/', '/bookings', '/orders/x?y=z']) {
      const page = await get(url, { accept: 'text/html,*/*' })
      expect([url, page.statusCode, page.body]).toEqual([url, 200, '<!doctype html><title>Shop</title>'])
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(page.headers['cache-control']).toBe('private, no-cache')
    }
    const page = await get('/')
    const policy = String(page.headers['content-security-policy'])
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(policy).toContain(`frame-ancestors 'none'`)
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    })
    expect(page.headers['strict-transport-security']).toMatch(/^max-age=\d+/)

    const script = await get('/assets/app-1a2b.js')
    expect(script.body).toBe('plain()')
    expect(script.headers['cache-control']).toContain('immutable')
    const compressed = await get('/assets/app-1a2b.js', { 'accept-encoding': 'br' })
    expect([compressed.body, compressed.headers['content-encoding']]).toEqual(['brotli', 'br'])
    expect(compressed.headers['content-type']).toContain('javascript')
    expect((await get('/icon.svg')).headers['cache-control']).toBe(
      `public, max-age=${httpLimits.plainFileSeconds}`,
    )
    expect((await get('/assets/gone-3c4d.js')).statusCode).toBe(404)
    expect((await get('/api/v2', { accept: 'text/html' })).json().code).toBe('NOT_FOUND')
  } finally {
    await rm(webRoot, { recursive: true })
  }
})

test('without a built web app the server says what to do, and serves the API', async () => {
  await using edge = await openEdge({ routes: whims })
  const page = await edge.app.inject('/')
  expect(page.statusCode).toBe(503)
  expect(page.body).toContain('npm run build')
  expect((await edge.app.inject('/api/v1/events')).statusCode).toBe(200)
})
