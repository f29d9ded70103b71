import type { LabPercentiles } from '../../contract/shapes/lab.ts'

/**
 * Times by how often they came, in buckets that grow by 2 %: from 0.01 ms to beyond ten minutes in 900 numbers, however many
 * times there are, and those of several processes are added. A percentile is at most 2 % too high.
 */
export interface Latencies {
  add(ms: number): void
  counts(): number[]
}

const smallestMs = 0.01
const growth = Math.log(1.02)
const buckets = 900

export function createLatencies(): Latencies {
  const counts = new Array<number>(buckets).fill(0)
  return {
    add(ms) {
      const bucket = ms <= smallestMs ? 0 : Math.ceil(Math.log(ms / smallestMs) / growth)
      counts[Math.min(bucket, buckets - 1)]! += 1
    },
    counts: () => counts,
  }
}

export function addCounts(a: readonly number[], b: readonly number[], times = 1): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + times * (b[i] ?? 0))
}

export function percentilesOf(counts: readonly number[]): LabPercentiles {
  const count = counts.reduce((sum, n) => sum + n, 0)
  const at = (share: number): number => {
    let left = Math.max(1, Math.ceil(count * share))
    for (let bucket = 0; bucket < counts.length; bucket += 1) {
      left -= counts[bucket]!
      if (left <= 0) return Math.round(smallestMs * Math.exp(bucket * growth) * 100) / 100
    }
    return 0
  }
  return { count, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}
