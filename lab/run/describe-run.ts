import { cpus } from 'node:os'
import {
  type LabCounts,
  type LabEvent,
  type LabOrder,
  type LabReport,
  type LabSettings,
  type LabVerdict,
  labBehaviours,
} from '../../contract/shapes/lab.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { Recorded } from '../check/history.ts'
import type { House } from '../crowd/house.ts'
import { planBuyer } from '../crowd/plan-buyers.ts'
import { sayEvent } from '../crowd/say-event.ts'
import type { CrowdWatch } from './watch-crowd.ts'

/** Processor seconds since the processes began; null where nobody knows. */
export interface ServerUse {
  server: number | null
  database: number | null
}

export interface FinishedRun {
  order: LabOrder
  house: House
  startedAt: Date
  /** From the first arrival until the last buyer was done. */
  seconds: number
  records: readonly Recorded[]
  ledger: LedgerDump
  verdict: LabVerdict
  watch: CrowdWatch
  counts: LabCounts
  historyBytes: number
  checkCpu: NodeJS.CpuUsage
  usedBefore: ServerUse | undefined
  usedAfter: ServerUse | undefined
}

const logKept = 5_000

export function describeRun(run: FinishedRun): LabReport {
  const { order, house, records, ledger, verdict, watch, seconds, checkCpu, usedBefore, usedAfter } = run
  const used = (of: keyof ServerUse): number | null =>
    usedBefore?.[of] == null || usedAfter?.[of] == null ? null : usedAfter[of] - usedBefore[of]
  const { free, held, sold, blocked } = ledger.availability.counts
  return {
    type: 'report',
    settings: order.settings,
    url: order.url,
    event: { id: house.id, slug: house.slug, title: house.title },
    startedAt: run.startedAt.toISOString(),
    seconds,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    counts: run.counts,
    latencyMs: watch.latencies(),
    connectionWaitMs: watch.connectionWait(),
    behaviours: behavioursOf(order.settings, records),
    timeline: watch.timeline(),
    seats: { places: ledger.places, free, held, sold, blocked },
    verdict,
    use: {
      seconds,
      cpuSeconds: {
        lab: watch.cpuSeconds(),
        checker: (checkCpu.user + checkCpu.system) / 1e6,
        server: used('server'),
        database: used('database'),
      },
      labMegabytes: Math.max(watch.largestResidentBytes(), process.memoryUsage.rss()) / 1e6,
      historyMegabytes: run.historyBytes / 1e6,
    },
    ...logOf(records, house),
  }
}

function behavioursOf(settings: LabSettings, records: readonly Recorded[]): LabReport['behaviours'] {
  const withSeats = new Set<number>()
  for (const { buyer, order, state, outcome } of records) {
    if (order === undefined || outcome !== 'ok') continue
    if (state === 'confirmed') withSeats.add(buyer)
    else withSeats.delete(buyer)
  }
  const tally = new Map(labBehaviours.map((name) => [name, { buyers: 0, withSeats: 0 }]))
  for (let number = 0; number < settings.buyers; number += 1) {
    const one = tally.get(planBuyer(settings, number).behaviour)!
    one.buyers += 1
    if (withSeats.has(number)) one.withSeats += 1
  }
  return [...tally].filter(([, { buyers }]) => buyers > 0).map(([name, counts]) => ({ name, ...counts }))
}

function logOf(records: readonly Recorded[], house: House): Pick<LabReport, 'log' | 'logLeftOut'> {
  const log: LabEvent[] = []
  let logLeftOut = 0
  for (const record of records) {
    if (log.length >= logKept) {
      if (record.act !== 'look') logLeftOut += 1
      continue
    }
    const event = sayEvent(record, house)
    if (event) log.push(event)
  }
  return { log, logLeftOut }
}
