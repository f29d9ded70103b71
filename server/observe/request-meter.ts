import { Counter, type Registry } from 'prom-client'
import { createTally, registerTallies, type Tally } from './tally.ts'

const BOUNDS_MS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

/** Measures what operations take and how they end. */
export interface RequestMeter {
  /** For one operation: what to call when a request of it is answered. Times in ms, as `performance.now()` gives. */
  operation(name: string): (status: number, startedMs: number) => void
  /** A refusal or fault, by its code, whether it came from an operation or from the edge before it. */
  refused(code: string): void
}

export function createRequestMeter(registry: Registry): RequestMeter {
  const all: [labels: { operation: string; status: number }, tally: Tally][] = []
  registerTallies(
    registry,
    {
      name: 'fullhouse_request_seconds',
      help: 'Time from a request having been read to its answer, by operation and status',
    },
    () => all,
  )

  // Those that alerts wait for are there from the start: a counter that begins at 1 has not risen.
  const refusals = new Map<string, number>([
    ['UNAVAILABLE', 0],
    ['INTERNAL', 0],
  ])
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
      const byStatus = new Map<number, Tally>()
      return (status, startedMs) => {
        const ms = performance.now() - startedMs
        let tally = byStatus.get(status)
        if (tally === undefined) {
          tally = createTally(BOUNDS_MS)
          byStatus.set(status, tally)
          all.push([{ operation: name, status }, tally])
        }
        tally.add(ms)
      }
    },
    refused(code) {
      refusals.set(code, (refusals.get(code) ?? 0) + 1)
    },
  }
}
