import { Counter, Gauge, type Registry } from 'prom-client'
import { createTally, registerTallies, type Tally } from './tally.ts'

/** What the engine tells as it goes. All of it costs a hold some ten nanoseconds, a batch some hundred. */
export interface SaleMeter {
  /** A batch of the ledger came back, well or not, after so long. */
  batch(kind: string, ms: number): void
  /** The ledger refused what this server's copy had thought free: it was corrected. */
  corrected(): void
  /** A rebuild found so many seats that the copy had wrong. */
  drifted(seats: number): void
  hold(state: string): void
  order(state: string): void
}

/** How the engine stands; read when the metrics are. */
export interface SaleFigures {
  /** Events in memory. */
  events: number
  liveHolds: number
  /** Jobs that wait for a batch of the ledger. */
  queued: number
  /** Times that an event was read anew from the ledger in the middle of its sale, since the start. */
  rebuilds: number
}

const BATCH_BOUNDS_MS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

export function measureSale(registry: Registry, figures: () => SaleFigures): SaleMeter {
  const registers = [registry]
  const batches = new Map<string, Tally>(
    ['claim', 'sell'].map((kind) => [kind, createTally(BATCH_BOUNDS_MS)]),
  )
  registerTallies(
    registry,
    { name: 'fullhouse_ledger_batch_seconds', help: 'Time that one batch of the ledger took, tries and all' },
    () => [...batches].map(([kind, tally]) => [{ kind }, tally] as const),
  )
  const gauge = (name: string, help: string, read: (now: SaleFigures) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(figures()))
      },
    })
  gauge('fullhouse_ledger_queued_jobs', 'Claims and sales that wait for a batch', ({ queued }) => queued)
  gauge(
    'fullhouse_holds_live',
    'Holds that are live, as far as this server knows',
    ({ liveHolds }) => liveHolds,
  )
  gauge(
    'fullhouse_events_in_memory',
    'Events whose seats this server keeps a copy of',
    ({ events }) => events,
  )

  new Counter({
    name: 'fullhouse_rebuilds_total',
    help: 'Times that an event was read anew from the ledger in the middle of its sale',
    registers,
    collect() {
      this.reset()
      this.inc(figures().rebuilds)
    },
  })
  const corrections = new Counter({
    name: 'fullhouse_ledger_corrections_total',
    help: 'Claims that the ledger refused because a seat was taken that this server had thought free',
    registers,
  })
  const drift = new Counter({
    name: 'fullhouse_drift_seats_total',
    help: 'Seats that a rebuild found wrong in the copy of a server',
    registers,
  })
  const holds = countByState(
    registry,
    'fullhouse_holds_total',
    'Holds by what became of them at this server',
    ['live', 'sold', 'released', 'expired'],
  )
  const orders = countByState(
    registry,
    'fullhouse_orders_total',
    'Orders by the states that they came into at this server',
    ['confirmed', 'cancelled', 'expired', 'refunded'],
  )
  return {
    batch: (kind, ms) => batches.get(kind)?.add(ms),
    corrected: () => corrections.inc(),
    drifted: (seats) => drift.inc(seats),
    hold: holds,
    order: orders,
  }
}

/** Counts in a map, which takes the form of a counter when somebody asks. States that did not occur yet are 0, not absent. */
function countByState(
  registry: Registry,
  name: string,
  help: string,
  states: string[],
): (state: string) => void {
  const counts = new Map(states.map((state) => [state, 0]))
  new Counter({
    name,
    help,
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [state, count] of counts) this.inc({ state }, count)
    },
  })
  return (state) => counts.set(state, (counts.get(state) ?? 0) + 1)
}
