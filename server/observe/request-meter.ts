import { Counter, type Metric, type Registry } from 'prom-client'

const BOUNDS_MS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]
const NAME = 'fullhouse_request_seconds'
const HELP = 'Time from a request having been read to its answer, by operation and status'

/** Measures what operations take and how they end. */
export interface RequestMeter {
  /** For one operation: what to call when a request of it is answered. Times in ms, as `performance.now()` gives. */
  operation(name: string): (status: number, startedMs: number) => void
  /** A refusal or fault, by its code, whether it came from an operation or from the edge before it. */
  refused(code: string): void
}

interface Series {
  operation: string
  status: number
  /** Requests in each bucket alone; the last is everything above. */
  counts: Float64Array
  sumMs: number
}

/**
 * Counts in plain arrays and gives them the form of a histogram when somebody asks: prom-client's own takes 1 to 3 µs
 * for one observation (2026-11, 2 busy cores), a tenth of a hold's budget; this takes 0.1 µs.
 */
export function createRequestMeter(registry: Registry): RequestMeter {
  const all: Series[] = []
  registry.registerMetric({
    name: NAME,
    get: async () => describe(all),
    reset: () => {},
  } as unknown as Metric)

  const refusals = new Map<string, number>()
  new Counter({
    name: 'fullhouse_refusals_total',
    help: 'Refused and failed requests, by problem code',
    labelNames: ['code'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [code, count] of refusals) this.inc({ code }, count)
    },
  })

  return {
    operation(name) {
      const byStatus = new Map<number, Series>()
      return (status, startedMs) => {
        const ms = performance.now() - startedMs
        let series = byStatus.get(status)
        if (series === undefined) {
          series = { operation: name, status, counts: new Float64Array(BOUNDS_MS.length + 1), sumMs: 0 }
          byStatus.set(status, series)
          all.push(series)
        }
        let bucket = 0
        while (bucket < BOUNDS_MS.length && ms > BOUNDS_MS[bucket]!) bucket += 1
        series.counts[bucket]! += 1
        series.sumMs += ms
      }
    },
    refused(code) {
      refusals.set(code, (refusals.get(code) ?? 0) + 1)
    },
  }
}

function describe(all: Series[]) {
  const values = all.flatMap(({ operation, status, counts, sumMs }) => {
    const labels = { operation, status }
    let count = 0
    const buckets = Array.from(counts, (inBucket, i) => {
      count += inBucket
      const le = i < BOUNDS_MS.length ? BOUNDS_MS[i]! / 1000 : '+Inf'
      return { metricName: `${NAME}_bucket`, labels: { ...labels, le }, value: count }
    })
    return [
      ...buckets,
      { metricName: `${NAME}_sum`, labels, value: sumMs / 1000 },
      { metricName: `${NAME}_count`, labels, value: count },
    ]
  })
  return { name: NAME, help: HELP, type: 'histogram', values, aggregator: 'sum' }
}
