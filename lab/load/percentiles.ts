import type { Percentiles } from './load-plan.ts'

/** Exact percentiles (nearest rank) of `values`, which is sorted in place. All zero when there are none. */
export function percentiles(values: Float32Array): Percentiles {
  values.sort()
  const at = (share: number): number => {
    const value = values[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0
    return Math.round(value * 1000) / 1000
  }
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

/** The middle value; the mean of the middle two. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
