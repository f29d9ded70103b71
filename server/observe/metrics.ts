import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the server measures of itself. Every part registers its own measures in `registry`; `/metrics` prints them. */
export interface Metrics {
  registry: Registry
  contentType: string
  metrics(): Promise<string>
  /** Jobs that went into one statement of the ledger: near 1 when quiet, hundreds in a rush. */
  batchJobs: Histogram<'kind'>
}

/** A registry of this server alone, so that two servers in one process (a test) do not meet in it. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    contentType: registry.contentType,
    metrics: () => registry.metrics(),
    batchJobs: new Histogram({
      name: 'fullhouse_ledger_batch_jobs',
      help: 'Jobs in one batch of the ledger',
      labelNames: ['kind'],
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
      registers: [registry],
    }),
  }
}

/** Connections by state: when `waiting` stays above zero, the database is the bottleneck. */
export function measurePool(
  { registry }: Metrics,
  pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number },
): void {
  new Gauge({
    name: 'fullhouse_database_connections',
    help: 'Connections of the pool, and requests waiting for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}
