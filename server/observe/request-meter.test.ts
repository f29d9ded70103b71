import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createRequestMeter } from './request-meter.ts'

test('requests are counted by operation and status, in cumulative buckets, and refusals by code', async () => {
  const registry = new Registry()
  const meter = createRequestMeter(registry)
  const measure = meter.operation('placeHold')
  const now = performance.now()
  measure(201, now)
  measure(201, now - 30)
  measure(201, now - 60_000)
  measure(409, now)
  meter.refused('SOLD_OUT')
  meter.refused('SOLD_OUT')

  const text = await registry.metrics()
  const value = (line: string) =>
    Number(
      text
        .split('\n')
        .find((each) => each.startsWith(`${line} `))
        ?.split(' ')[1],
    )
  const series = 'operation="placeHold",status="201"'
  expect(text).toContain('# TYPE fullhouse_request_seconds histogram')
  expect(value(`fullhouse_request_seconds_bucket{${series},le="0.025"}`)).toBe(1)
  expect(value(`fullhouse_request_seconds_bucket{${series},le="0.05"}`)).toBe(2)
  expect(value(`fullhouse_request_seconds_bucket{${series},le="10"}`)).toBe(2)
  expect(value(`fullhouse_request_seconds_bucket{${series},le="+Inf"}`)).toBe(3)
  expect(value(`fullhouse_request_seconds_count{${series}}`)).toBe(3)
  expect(value(`fullhouse_request_seconds_sum{${series}}`)).toBeGreaterThan(60)
  expect(value('fullhouse_request_seconds_count{operation="placeHold",status="409"}')).toBe(1)
  expect(value('fullhouse_refusals_total{code="SOLD_OUT"}')).toBe(2)
  expect(await registry.metrics()).toContain('fullhouse_refusals_total{code="SOLD_OUT"} 2')
})
