import { performance } from 'node:perf_hooks'
import { Gauge, type Registry } from 'prom-client'

/**
 * How busy the one thread is that does the work: 1 means that it never waits, and everything queues for it. It says more
 * than processor time, which garbage collection and compression on other threads add to. Since the last scrape.
 */
export function measureProcess(registry: Registry): void {
  let last = performance.eventLoopUtilization()
  new Gauge({
    name: 'fullhouse_event_loop_utilization',
    help: 'Part of the time since the last scrape in which the event loop was busy, 0 to 1',
    registers: [registry],
    collect() {
      const now = performance.eventLoopUtilization()
      this.set(performance.eventLoopUtilization(now, last).utilization)
      last = now
    },
  })
}
