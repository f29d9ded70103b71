import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addCounts, createLatencies, percentilesOf } from './latencies.ts'

it('says percentiles that are never too low, and at most 2 % too high, also of several processes together', () => {
  const times = fc.array(fc.double({ min: 0.02, max: 100_000, noNaN: true }), {
    minLength: 1,
    maxLength: 200,
  })
  fc.assert(
    fc.property(times, times, (here, there) => {
      const [one, other] = [createLatencies(), createLatencies()]
      for (const ms of here) one.add(ms)
      for (const ms of there) other.add(ms)
      const said = percentilesOf(addCounts(one.counts(), other.counts()))
      const sorted = [...here, ...there].sort((a, b) => a - b)
      const exact = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]!
      expect(said.count).toBe(sorted.length)
      for (const [share, ms] of [
        [0.5, said.p50],
        [0.99, said.p99],
        [1, said.max],
      ] as const) {
        expect(ms).toBeGreaterThanOrEqual(exact(share) * 0.999 - 0.01)
        expect(ms).toBeLessThanOrEqual(exact(share) * 1.021 + 0.01)
      }
    }),
  )
})

it('says nothing of nothing', () => {
  expect(percentilesOf([])).toEqual({ count: 0, p50: 0, p95: 0, p99: 0, max: 0 })
})
