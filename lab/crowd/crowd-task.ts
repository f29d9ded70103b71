import type { LabAct, LabCounts, LabEvent, LabSettings } from '../../contract/shapes/lab.ts'
import type { House } from './house.ts'

/** What one process of the crowd is told to do: the buyers whose number leaves this remainder. */
export interface CrowdTask {
  url: string
  /** Sent with every request and upgrade, besides a buyer's own. */
  headers: Record<string, string>
  house: House
  settings: LabSettings
  share: number
  shares: number
  /** Of this process. */
  connections: number
  viewers: number
  /** `process.hrtime` in nanoseconds, as text: the run's time 0. */
  origin: string
  /** Part of every Idempotency-Key, so that runs do not meet each other's. */
  run: string
  historyPath: string
}

/** Said a few times a second, and once more at the end. Numbers are totals since the beginning. */
export interface CrowdNews {
  counts: LabCounts
  latencies: Record<LabAct | 'look', number[]>
  connectionWait: number[]
  /** What happened since the last time; the first of it, if there was more. */
  log: LabEvent[]
  residentBytes: number
  cpuSeconds: number
}

/** What a live map of this process showed when all was quiet. */
export interface MapSeen {
  version: number
  /** Nothing if it could not be opened, or was closed. */
  states: number[] | null
  faults: string[]
}

export type ToCrowd = { type: 'run'; task: CrowdTask } | { type: 'look' } | { type: 'stop' }
export type FromCrowd =
  | { type: 'ready' }
  | { type: 'news'; news: CrowdNews }
  | { type: 'done'; news: CrowdNews; historyBytes: number }
  | { type: 'map'; map: MapSeen }
  | { type: 'fault'; message: string }
