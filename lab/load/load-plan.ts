import type { Roles } from '../stage/processor-time.ts'

/**
 * What a load run does. A cycle is one buyer's business: one request, or several in a row on one connection.
 * Closed loop: every connection begins its next cycle when the one before has been answered.
 */
export interface LoadPlan {
  url: string
  connections: number
  /** Cycles begun before this are not counted; then `seconds` are measured. */
  warmUpSeconds: number
  seconds: number
  /** The run ends when this many cycles were begun, however early: seats are finite. */
  maxCycles: number
  steps: LoadStep[]
  seats?: SeatRun
  guests: Guests
  /** Processes whose processor time is to be read, where the system tells it. */
  watched?: Roles
}

export interface LoadStep {
  method: 'GET' | 'POST' | 'DELETE'
  /** `{hold}` is the id that the first step's reply gave. */
  path: string
  /** `{seat}` is this cycle's seat id, `{hold}` as above. ASCII only. */
  body?: string
  /** The status that counts as success. A cycle ends at the first other one. */
  expect: number
}

/** Seat ids `${prefix}${first}` to `${prefix}${first + count - 1}`, each once, then from the start again. */
export interface SeatRun {
  prefix: string
  first: number
  count: number
  /** Every connection has a share of the seats to itself: one that begins again meets nobody else there. */
  divided?: boolean
}

export type Guests =
  /** No cookie: to the server, every request is a newcomer's. */
  | { kind: 'newcomers' }
  /** `count` guests that have been here before: each asked `path` once and kept the cookie. Count ≥ connections. */
  | { kind: 'returning'; count: number; path: string }
  /** The same cookie from everybody: for a server that does not look at it. */
  | { kind: 'given'; cookie: string }

export interface LoadReport {
  /** Cycles that ended in the measured time with every step as expected. */
  cycles: number
  /** The measured time; shorter than asked for when the cycles ran out. */
  seconds: number
  perSecond: number
  /** `step:status` → replies, in the measured time. */
  statuses: Record<string, number>
  /** Replies in the whole run, warm-up included, with another status than expected. */
  unexpected: number
  /** The first of those, to see what went wrong. */
  firstUnexpected: string | null
  /** By step: from before the request is written until its reply is whole. */
  latencyMs: Percentiles[]
  /** Processor seconds of the load generator in the measured time: near `seconds` means that it was the limit. */
  cpuSeconds: number
  /** Processor seconds of those that were watched, in the measured time and the last replies after it. */
  watchedSeconds: Record<string, number> | null
}

export interface Percentiles {
  p50: number
  p95: number
  p99: number
  max: number
}

/** Per step; later ones are counted but not remembered. */
export const latencySamplesMax = 2_000_000
