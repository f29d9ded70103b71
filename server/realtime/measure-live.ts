import { Counter, Gauge, type Registry } from 'prom-client'
import { registerTallies } from '../observe/tally.ts'
import type { LiveHub } from './hub.ts'

/** What an operator sees of the live sockets. `dropped` above zero means that some viewers read too slowly. */
export function measureLive(registry: Registry, hub: Pick<LiveHub, 'counters'>): void {
  new Gauge({
    name: 'fullhouse_live_viewers',
    help: 'Open live sockets',
    registers: [registry],
    collect() {
      this.set(hub.counters().sockets)
    },
  })
  new Gauge({
    name: 'fullhouse_live_events',
    help: 'Events that are being watched, or were until a moment ago',
    registers: [registry],
    collect() {
      this.set(hub.counters().rooms)
    },
  })
  registerTallies(
    registry,
    {
      name: 'fullhouse_live_fan_out_seconds',
      help: 'From the first change that some viewers had not been told of to its having been written to all of these',
    },
    () => [[{}, hub.counters().fanOut]],
  )
  new Counter({
    name: 'fullhouse_live_frames_total',
    help: 'Frames by what became of them: delta, snapshot and resume were sent, dropped was not',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      const now = hub.counters()
      this.reset()
      this.inc({ kind: 'delta' }, now.frames)
      this.inc({ kind: 'snapshot' }, now.snapshots)
      this.inc({ kind: 'resume' }, now.resumed)
      this.inc({ kind: 'dropped' }, now.dropped)
    },
  })
}
