import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startServer } from '../setup/server.ts'
import { organiser, putOn, shopper } from '../setup/shopper.ts'

interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: { key: string; value: { stringValue?: string; intValue?: string } }[]
  links: { traceId: string; spanId: string }[]
}

/** What a server sends to a collector of OpenTelemetry's. */
async function collector(status: number) {
  const said: string[] = []
  const server = createServer(async (request, reply) => {
    said.push(`${request.method} ${request.url} ${request.headers['content-type']} ${await text(request)}`)
    reply.writeHead(status).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    said,
    spans: () =>
      said.flatMap((each): Span[] => {
        const [resource] = JSON.parse(each.slice(each.indexOf('{'))).resourceSpans
        return resource.scopeSpans[0].spans
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('a hold can be followed through the batch and the statement that claimed it, and names nobody', async () => {
  await using heard = await collector(200)
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: heard.url, OTEL_SERVICE_NAME: 'test-sale' }
  await using server = await startServer({ env })
  const event = await putOn(await organiser(server.url), 5)
  const crowd = Array.from({ length: 8 }, () => shopper(server.url))
  // The first visit gives each a cookie; the holds then leave together.
  await Promise.all(crowd.map(({ fetch }) => fetch('/api/v1/me')))
  const replies = await Promise.all(
    crowd.map(({ api }) => api.placeHold({ params: { idOrSlug: event }, body: { quantity: 1 } })),
  )
  expect(replies.filter(({ ok }) => ok)).toHaveLength(5)
  await expect
    .poll(() => heard.spans().filter(({ name }) => name === 'hold').length, { timeout: 10_000 })
    .toBe(8)

  for (const request of heard.said) {
    expect(request).toMatch(/^POST \/v1\/traces application\/json /)
    expect(request).toContain('"service.name","value":{"stringValue":"test-sale"}')
  }
  const spans = heard.spans()
  const named = (wanted: string) => spans.filter(({ name }) => name === wanted)
  const outcomes = named('hold').map(
    ({ attributes }) => attributes.find(({ key }) => key === 'fullhouse.outcome')!.value.stringValue,
  )
  expect(outcomes.toSorted()).toEqual([...Array(5).fill('GRANTED'), ...Array(3).fill('SOLD_OUT')])
  // Each granted hold travelled in exactly one batch; the losers in none.
  const carried = named('claim batch').flatMap(({ links }) => links.map(({ spanId }) => spanId))
  expect(carried).toHaveLength(5)
  expect(new Set(carried).size).toBe(5)
  const batches = new Set(named('claim batch').map(({ spanId }) => spanId))
  for (const each of named('claim statement')) expect(batches).toContain(each.parentSpanId)
  for (const { startTimeUnixNano: start, endTimeUnixNano: end } of spans)
    expect(BigInt(end)).toBeGreaterThan(BigInt(start) - 1n)
  const keys = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)))
  expect(
    [...keys].filter((key) => !/^(fullhouse\.(event|outcome|jobs|traced_jobs)|db\.system\.name)$/.test(key)),
  ).toEqual([])
})

test('a collector that fails costs spans and nothing else, and the log says so once', async () => {
  await using heard = await collector(503)
  await using server = await startServer({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: heard.url } })
  const event = await putOn(await organiser(server.url), 5)
  for (let n = 0; n < 2; n += 1) {
    const buyer = shopper(server.url)
    expect(await buyer.api.placeHold({ params: { idOrSlug: event }, body: { quantity: 1 } })).toMatchObject({
      ok: true,
    })
    await expect.poll(() => heard.said.length, { timeout: 10_000 }).toBeGreaterThan(n)
  }
  await expect.poll(() => server.logs.match(/Traces could not be sent/g)?.length).toBe(1)
})
