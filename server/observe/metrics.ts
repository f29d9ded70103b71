import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Pool } from '../postgres/pool.ts'

/** Where every part of the server registers what it measures; `/metrics` prints it. */
export type Metrics = Registry

/** A registry of this server alone, so that two servers in one process (a test) do not meet in it. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}

/** Connections by state: when `waiting` stays above zero, the database is the bottleneck. */
export function measurePool(
  registry: Metrics,
  pool: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>,
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
