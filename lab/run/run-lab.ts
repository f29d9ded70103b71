import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LabOrder, LabPhase, LabProgress, LabReport, LabSettings } from '../../contract/shapes/lab.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import { auditEvent } from '../audit/audit-event.ts'
import { checkRun } from '../check/check-run.ts'
import type { Recorded } from '../check/history.ts'
import type { MapsSeen } from '../check/judge-ledger.ts'
import { readHistory } from '../check/read-history.ts'
import { readServerClock } from '../check/server-clock.ts'
import { tellStories } from '../check/stories.ts'
import { clockSince } from '../crowd/clock.ts'
import { type CrowdProcesses, startCrowdProcesses } from '../crowd/crowd-processes.ts'
import type { CrowdTask } from '../crowd/crowd-task.ts'
import type { House } from '../crowd/house.ts'
import { pause } from '../crowd/visit.ts'
import { describeRun, type ServerUse } from './describe-run.ts'
import { createLedgerAccess, type LedgerAccess } from './ledger-access.ts'
import { watchCrowd } from './watch-crowd.ts'

export interface LabHooks {
  /** About twice a second. */
  onProgress?(progress: LabProgress): void
  /** When it fires nobody else comes; what has happened is checked and reported. */
  stop?: AbortSignal
  /** Processor seconds that server and database have used so far, where somebody knows. */
  use?(): Promise<ServerUse>
}

const tickMs = 500
const viewersPerProcess = 1_000
/** Holds and payments that would end later than this are not waited for. */
const settleMaxMs = 45_000
const settleSweepMs = 1_500
const looksMax = 20

/**
 * Sends a crowd to an event, and checks every answer and the ledger afterwards. Rejects when the run cannot be made or not be
 * checked; whatever the server does wrong is in the report's verdict.
 */
export async function runLab(order: LabOrder, hooks: LabHooks = {}): Promise<LabReport> {
  const { url, settings } = order
  const passes: Record<string, string> = order.pass === undefined ? {} : { 'fullhouse-lab': order.pass }
  const staff = { ...passes, ...(order.organiserCookie !== undefined && { cookie: order.organiserCookie }) }
  const access = createLedgerAccess(order, staff)
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-history-'))
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true })
  // Also when the process is ended in the middle.
  process.once('exit', removeFolder)
  const watch = watchCrowd(settings.buyers)
  let crowd: CrowdProcesses | undefined
  let phase: LabPhase = 'preparing'
  let origin = process.hrtime.bigint()
  let timer: NodeJS.Timeout | undefined
  const tell = (): void => {
    const news = crowd?.news() ?? []
    const atMs = phase === 'preparing' ? 0 : clockSince(origin)()
    hooks.onProgress?.(watch.look(news, phase, atMs))
  }
  try {
    tell()
    timer = setInterval(tell, tickMs)
    const house = await access.house()
    // Who may not read the ledger learns it now, not when all is over.
    await access.ledger(house.id)
    const before = seatsOf(await access.availability())
    crowd = await startCrowdProcesses(settings.processes)
    hooks.stop?.addEventListener('abort', crowd.stop)
    const usedBefore = await hooks.use?.()

    const startedAt = new Date()
    origin = process.hrtime.bigint()
    const tasks = shareOut(settings, { url, house, headers: passes, origin, folder })
    phase = 'running'
    const playing = crowd.play(tasks)
    if (hooks.stop?.aborted) crowd.stop()
    const historyBytes = await playing
    tell()
    const seconds = clockSince(origin)() / 1000
    const usedAfter = await hooks.use?.()

    phase = 'settling'
    const checkFrom = process.cpuUsage()
    const readFrom = performance.now()
    const records = await readHistory(tasks.map(({ historyPath }) => historyPath))
    const readSeconds = (performance.now() - readFrom) / 1000
    await settle(records, clockSince(origin)(), hooks.stop)
    const maps = await lookAtMaps(crowd, access)
    phase = 'checking'
    tell()
    const { ledger, audit } = await readLedger(access, house)
    const verdict = checkRun({ house, records, before, ledger, audit, maps, exclusive: order.exclusive })
    verdict.checkSeconds += readSeconds
    const checkCpu = process.cpuUsage(checkFrom)
    phase = 'done'
    clearInterval(timer)
    const last = watch.look(crowd.news(), phase, clockSince(origin)())
    hooks.onProgress?.(last)

    return describeRun({
      ...{ order, house, startedAt, seconds, records, ledger, verdict, watch, historyBytes, checkCpu },
      ...{ counts: last.counts, usedBefore, usedAfter },
    })
  } finally {
    clearInterval(timer)
    if (crowd) hooks.stop?.removeEventListener('abort', crowd.stop)
    crowd?.close()
    process.off('exit', removeFolder)
    removeFolder()
  }
}

interface Stage {
  url: string
  house: House
  headers: Record<string, string>
  origin: bigint
  folder: string
}

function shareOut(settings: LabSettings, { url, house, headers, origin, folder }: Stage): CrowdTask[] {
  const run = crypto.randomUUID()
  return Array.from({ length: settings.processes }, (_, share) => ({
    url,
    headers,
    house,
    settings,
    share,
    shares: settings.processes,
    connections: Math.max(1, Math.floor(settings.connections / settings.processes)),
    viewers: viewersPerProcess,
    origin: String(origin),
    run,
    historyPath: join(folder, `${share}.jsonl`),
  }))
}

/** Waits until what is still held has come to its end, if that is soon. */
async function settle(
  records: readonly Recorded[],
  nowMs: number,
  stop: AbortSignal | undefined,
): Promise<void> {
  const { stays, holds } = tellStories(records, readServerClock(records))
  const ends = stays
    .filter(({ end }) => end.latest > nowMs && Number.isFinite(end.earliest))
    .map(({ hold }) => (holds.get(hold)?.lastEnd.latest ?? nowMs) - nowMs)
    .filter((leftMs) => leftMs < settleMaxMs)
  const leftMs = Math.max(0, ...ends) + settleSweepMs
  const until = performance.now() + leftMs
  while (performance.now() < until && !stop?.aborted) await pause(Math.min(200, leftMs))
}

/** Looks at maps and seats until they are of one version; if that is never so, as they were at last. */
async function lookAtMaps(crowd: CrowdProcesses, access: LedgerAccess): Promise<MapsSeen> {
  for (let look = 1; ; look += 1) {
    const availability = await access.availability()
    const maps = await crowd.look()
    const agree = maps.every(({ version, states }) => states === null || version === availability.version)
    if (agree || look === looksMax) {
      return { shown: { version: availability.version, seats: seatsOf(availability) }, maps }
    }
    await pause(100)
  }
}

async function readLedger(access: LedgerAccess, { id }: House) {
  let ledger: LedgerDump | undefined
  const { findings } = await auditEvent(async () => {
    ledger = await access.ledger(id)
    return ledger
  })
  return { ledger: ledger!, audit: findings }
}

function seatsOf({ seats }: { seats: string }): Uint8Array {
  return Buffer.from(seats, 'base64')
}
