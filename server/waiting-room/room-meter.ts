import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Figures } from '../domain/waiting-room/room.ts'

/** What waiting rooms say of themselves at `/metrics`. */
export interface RoomMeter {
  joined(): void
  refused(reason: string): void
  admitted(count: number): void
  ended(how: 'spent' | 'expired' | 'left', count: number): void
  drawn(seconds: number): void
  figures(event: string, figures: Figures): void
  /** The room was switched off. */
  forget(event: string): void
  ticked(seconds: number): void
}

export function createRoomMeter(registry: Registry): RoomMeter {
  const registers = [registry]
  const joins = new Counter({
    name: 'fullhouse_queue_joins_total',
    help: 'New places in waiting rooms',
    registers,
  })
  const refusals = new Counter({
    name: 'fullhouse_queue_refused_total',
    help: 'Joins and holds that a waiting room refused, by reason',
    labelNames: ['reason'],
    registers,
  })
  const admissions = new Counter({
    name: 'fullhouse_queue_admitted_total',
    help: 'People let in by this server',
    registers,
  })
  const endings = new Counter({
    name: 'fullhouse_queue_ended_total',
    help: 'Places that ended: an order confirmed (spent), time over (expired), given up (left)',
    labelNames: ['how'],
    registers,
  })
  const people = new Gauge({
    name: 'fullhouse_queue_people',
    help: 'People of a waiting room as of the last tick: waiting, inside, choosing (inside and holding nothing yet)',
    labelNames: ['event', 'where'],
    registers,
  })
  const draws = new Histogram({
    name: 'fullhouse_queue_draw_seconds',
    help: 'Time that drawing the order took',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const ticks = new Histogram({
    name: 'fullhouse_queue_tick_seconds',
    help: 'Time that one look after all waiting rooms took',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  return {
    joined: () => joins.inc(),
    refused: (reason) => refusals.inc({ reason }),
    admitted: (count) => admissions.inc(count),
    ended: (how, count) => endings.inc({ how }, count),
    drawn: (seconds) => draws.observe(seconds),
    figures(event, { waiting, inside, choosing }) {
      people.set({ event, where: 'waiting' }, waiting)
      people.set({ event, where: 'inside' }, inside)
      people.set({ event, where: 'choosing' }, choosing)
    },
    forget(event) {
      for (const where of ['waiting', 'inside', 'choosing']) people.remove({ event, where })
    },
    ticked: (seconds) => ticks.observe(seconds),
  }
}
