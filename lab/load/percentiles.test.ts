import { expect, it } from 'vitest'
import { median, percentiles } from './percentiles.ts'

it('takes percentiles by nearest rank', () => {
  const hundred = Float32Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(percentiles(hundred)).toEqual({ p50: 50, p95: 95, p99: 99, max: 100 })
  expect(percentiles(Float32Array.of(7))).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 })
  expect(percentiles(new Float32Array())).toEqual({ p50: 0, p95: 0, p99: 0, max: 0 })
})

it('takes the middle', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
})
