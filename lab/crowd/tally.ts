import type { LabAct, LabCounts } from '../../contract/shapes/lab.ts'
import type { Recorded } from '../check/history.ts'
import { createLatencies, type Latencies } from './latencies.ts'

/** What a process of the lab has seen so far, in numbers. */
export interface Tally {
  readonly counts: LabCounts
  readonly latencies: Record<LabAct | 'look', Latencies>
  readonly connectionWait: Latencies
  take(record: Recorded): void
}

export function noCounts(): LabCounts {
  return {
    arrived: 0,
    done: 0,
    attempts: 0,
    acquired: 0,
    collisions: 0,
    refused: {},
    confirmed: 0,
    confirmedSeats: 0,
    cancelled: 0,
    declined: 0,
    released: 0,
    requests: 0,
    retries: 0,
    unknown: 0,
    viewers: 0,
    frames: 0,
  }
}

/** Adds up what several processes have counted. */
export function sumCounts(all: readonly LabCounts[]): LabCounts {
  const sum = noCounts()
  for (const one of all) {
    for (const [name, value] of Object.entries(one) as [keyof LabCounts, LabCounts[keyof LabCounts]][]) {
      if (typeof value === 'number') (sum[name] as number) += value
    }
    for (const [code, count] of Object.entries(one.refused)) {
      sum.refused[code] = (sum.refused[code] ?? 0) + count
    }
  }
  return sum
}

export function createTally(): Tally {
  const counts = noCounts()
  const confirmed = new Set<string>()
  const cancelled = new Set<string>()
  const keys = new Set<string>()

  const takeHold = ({ outcome, code, key }: Recorded): void => {
    counts.attempts += 1
    if (outcome === 'ok') {
      // A wish that was sent twice at once is granted once.
      if (key !== undefined && keys.has(key)) counts.attempts -= 1
      else counts.acquired += 1
      if (key !== undefined) keys.add(key)
    }
    if (outcome !== 'refused' || code === undefined) return
    counts.refused[code] = (counts.refused[code] ?? 0) + 1
    if (code === 'SEATS_TAKEN') counts.collisions += 1
  }
  const see = ({ order, state, seats = [] }: Recorded): void => {
    if (order === undefined) return
    if (state === 'confirmed' && !confirmed.has(order)) {
      confirmed.add(order)
      counts.confirmed += 1
      counts.confirmedSeats += seats.length
    }
    if ((state === 'cancelled' || state === 'refunded') && confirmed.has(order) && !cancelled.has(order)) {
      cancelled.add(order)
      counts.cancelled += 1
    }
  }
  return {
    counts,
    latencies: {
      hold: createLatencies(),
      release: createLatencies(),
      order: createLatencies(),
      pay: createLatencies(),
      cancel: createLatencies(),
      look: createLatencies(),
    },
    connectionWait: createLatencies(),
    take(record) {
      if (record.outcome === 'unknown') counts.unknown += 1
      if (record.outcome === 'ok') see(record)
      if (record.act === 'hold') takeHold(record)
      if (record.act === 'release' && record.outcome === 'ok') counts.released += 1
      if (record.code === 'PAYMENT_DECLINED') counts.declined += 1
    },
  }
}
