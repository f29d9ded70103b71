import { type LabPhase, type LabProgress, type LabTick, labActs } from '../../contract/shapes/lab.ts'
import type { CrowdNews } from '../crowd/crowd-task.ts'
import { addCounts, percentilesOf } from '../crowd/latencies.ts'
import { noCounts, sumCounts } from '../crowd/tally.ts'

/** Adds up what the processes of a crowd say, and makes moments of it. */
export interface CrowdWatch {
  /** The next moment: everything until now, and rates since the moment before. */
  look(news: readonly CrowdNews[], phase: LabPhase, atMs: number): LabProgress
  timeline(): LabTick[]
  latencies(): Record<string, ReturnType<typeof percentilesOf>>
  connectionWait(): ReturnType<typeof percentilesOf>
  largestResidentBytes(): number
  cpuSeconds(): number
}

const logMax = 200
/** More moments than that are thinned out: every second one goes. */
const timelineMax = 600

export function watchCrowd(planned: number): CrowdWatch {
  let latest: readonly CrowdNews[] = []
  let timeline: LabTick[] = []
  let before = { atMs: 0, counts: noCounts(), holds: [] as number[] }
  let largest = 0

  const sum = (of: (news: CrowdNews) => readonly number[]): number[] =>
    latest.reduce<number[]>((all, news) => addCounts(all, of(news)), [])

  return {
    look(news, phase, atMs) {
      if (news.length > 0) latest = news
      for (const { residentBytes } of news) largest = Math.max(largest, residentBytes)
      const counts = sumCounts(latest.map((one) => one.counts))
      const holds = sum(({ latencies }) => latencies.hold)
      const seconds = Math.max(0.001, (atMs - before.atMs) / 1000)
      const since = percentilesOf(addCounts(holds, before.holds, -1))
      const tick: LabTick = {
        atMs: Math.round(atMs),
        arrived: counts.arrived,
        done: counts.done,
        attempts: counts.attempts,
        acquired: counts.acquired,
        refused: Object.values(counts.refused).reduce((all, n) => all + n, 0),
        confirmedSeats: counts.confirmedSeats,
        requestsPerSecond: Math.round((counts.requests - before.counts.requests) / seconds),
        holdsPerSecond: Math.round(((counts.acquired - before.counts.acquired) / seconds) * 10) / 10,
        p50Ms: since.count > 0 ? since.p50 : null,
        p99Ms: since.count > 0 ? since.p99 : null,
      }
      before = { atMs, counts, holds }
      if (phase === 'running') timeline.push(tick)
      if (timeline.length > timelineMax) timeline = timeline.filter((_, i) => i % 2 === 1)
      const log = news.flatMap((one) => one.log).sort((a, b) => a.atMs - b.atMs)
      return {
        type: 'progress',
        phase,
        planned,
        counts,
        tick,
        holdLatencyMs: percentilesOf(holds),
        log: log.slice(0, logMax),
      }
    },
    timeline: () => timeline,
    latencies: () =>
      Object.fromEntries(labActs.map((act) => [act, percentilesOf(sum(({ latencies }) => latencies[act]))])),
    connectionWait: () => percentilesOf(sum(({ connectionWait }) => connectionWait)),
    largestResidentBytes: () => largest,
    cpuSeconds: () => latest.reduce((all, { cpuSeconds }) => all + cpuSeconds, 0),
  }
}
