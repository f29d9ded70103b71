import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { nowUs, type Seen, stepMs } from '../fan-out/viewer-task.ts'
import { openFilesMax, openViewers } from '../fan-out/viewers.ts'
import { type Connection, openConnection } from '../http/connection.ts'
import { requestText } from '../http/wire.ts'
import { processorSeconds, type Roles } from '../stage/processor-time.ts'
import { figure, table } from '../table.ts'
import type { Judged } from './budgets.ts'
import { type Contestant, startJsonPerChange } from './contestants.ts'

export interface FanOut {
  contestant: string
  viewers: number
  changesPerSecond: number
  /** Changes that viewers have seen, and how many there were to be seen. */
  seen: number
  expected: number
  p50Ms: number
  p99Ms: number
  /** Processor time of the server for one change seen by one viewer; null where the system does not tell. */
  usPerSeen: number | null
  /** Processors kept busy while seats changed, by the server and by those who watch; null likewise. */
  serverCores: number | null
  viewerCores: number | null
  /** Memory of the server for each viewer. */
  kbPerViewer: number | null
}

export interface FanOutWish {
  viewers: number
  seconds: number
  changesPerSecond: number
}

const withinMs = 100
const processes = 2
/** Fewer viewers for comparison, as shares of them all, and for how long. */
const fewer = [0.2, 0.5]
const fewerSeconds = 3
/** Not counted: by then every contestant has compiled what it does for a change. */
const warmUpSeconds = 1
/** A process of viewers that uses more of a processor than this is late by itself. */
const fullCore = 0.9
const changers = 16
/** A process needs files for more than its sockets. */
const filesBeside = 500

/**
 * Seats change at a steady pace while thousands watch; each change is timed from before its request is written until a viewer
 * has read it, so the hold itself is in it. The usual way, one JSON message for each change, is measured at a tenth of the pace:
 * at the whole of it, it does not keep up, and only its queue would be measured.
 */
export async function measureFanOut(
  fullhouse: Contestant,
  wish: FanOutWish,
): Promise<{ runs: FanOut[]; judged: Judged[]; text: string }> {
  const viewers = affordable(wish.viewers)
  const places = Math.ceil(wish.changesPerSecond * (wish.seconds + warmUpSeconds))
  const watchSale = async (some: FanOutWish): Promise<FanOut> => {
    const event = await fullhouse.openEvent({ places })
    const holds = (seat: number) => ({
      path: `/api/v1/events/${event}/holds`,
      body: `{"seatIds":["floor:${seat + 1}"]}`,
      expect: 201,
    })
    return watchChanges(fullhouse, `${fullhouse.url}/api/v1/events/${event}/live`, some, holds)
  }
  // First, so that a viewer's memory is not that of one who has left.
  const ours = await watchSale({ ...wish, viewers })
  const smaller: FanOut[] = []
  for (const share of fewer) {
    const seconds = Math.min(fewerSeconds, wish.seconds)
    smaller.push(await watchSale({ ...wish, viewers: Math.ceil(viewers * share), seconds }))
  }
  const peer = await startJsonPerChange()
  try {
    const slower = { ...wish, viewers, changesPerSecond: wish.changesPerSecond / 10 }
    const posts = (seat: number) => ({ path: `/change/${seat}`, body: '', expect: 204 })
    const theirs = await watchChanges(peer, `${peer.url}/`, slower, posts)
    return { runs: [ours, theirs, ...smaller], judged: [judge(ours)], text: tell([...smaller, ours, theirs]) }
  } finally {
    await peer.stop()
  }
}

/** As many as this machine lets a process have sockets. Says so when that is fewer than wanted. */
function affordable(viewers: number): number {
  const files = openFilesMax()
  if (files === null || files >= viewers + filesBeside) return viewers
  console.log(
    `This machine lets a process open ${files} files (ulimit -n): ${files - filesBeside} viewers instead of ${viewers}.`,
  )
  return files - filesBeside
}

async function watchChanges(
  { name, url, processes: roles }: { name: string; url: string; processes: Roles },
  liveUrl: string,
  { viewers, seconds: forSeconds, changesPerSecond }: FanOutWish,
  requestOf: (seat: number) => { path: string; body: string; expect: number },
): Promise<FanOut> {
  const before = residentKb(roles)
  const crowd = await openViewers(liveUrl, viewers, processes)
  try {
    const after = residentKb(roles)
    const connections = await Promise.all(Array.from({ length: changers }, () => openConnection(url)))
    const warmUp = warmUpSeconds * changesPerSecond
    await changeSeats(url, connections, { first: 0, changes: warmUp, changesPerSecond }, requestOf)
    const all = { ...roles, viewers: crowd.pids }
    const beganAt = performance.now()
    const from = processorSeconds(all)
    const wanted = { first: warmUp, changes: forSeconds * changesPerSecond, changesPerSecond }
    const sentUs = await changeSeats(url, connections, wanted, requestOf)
    const seconds = (performance.now() - beganAt) / 1000
    const until = processorSeconds(all)
    // What is on its way arrives.
    await pause(1_000)
    const to = processorSeconds(all)
    const { changes, steps } = await crowd.report(sentUs)
    for (const connection of connections) connection.close()
    return {
      contestant: name,
      viewers,
      changesPerSecond,
      seen: changes,
      expected: sentUs.size * viewers,
      p50Ms: percentile(steps, changes, 0.5),
      p99Ms: percentile(steps, changes, 0.99),
      usPerSeen: from && to ? ((to.server! - from.server!) / changes) * 1e6 : null,
      serverCores: from && until ? (until.server! - from.server!) / seconds : null,
      viewerCores: from && until ? (until.viewers! - from.viewers!) / seconds : null,
      kbPerViewer: before !== null && after !== null ? (after - before) / viewers : null,
    }
  } finally {
    crowd.leave()
  }
}

/** One seat after the other, each by its clock and not when the one before was answered. Tells when each was asked for. */
async function changeSeats(
  url: string,
  connections: readonly Connection[],
  { first, changes, changesPerSecond }: { first: number; changes: number; changesPerSecond: number },
  requestOf: (seat: number) => { path: string; body: string; expect: number },
): Promise<Map<number, number>> {
  const sentUs = new Map<number, number>()
  const idle = [...connections]
  const { host } = new URL(url)
  const began = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let answered = 0
  const send = (seat: number): void => {
    const connection = idle.pop()
    if (connection === undefined) return
    const { path, body, expect } = requestOf(seat)
    const headers = { host, 'content-type': 'application/json' }
    sentUs.set(seat, nowUs())
    connection.send(
      requestText({ method: 'POST', path, headers, body }),
      (status, _head, reply) => {
        if (status !== expect) {
          reject(new Error(`a change was answered with ${status} ${reply}`))
          return
        }
        idle.push(connection)
        answered += 1
        if (answered === changes) resolve()
      },
      reject,
    )
  }
  const tick = setInterval(() => {
    const due = Math.min(changes, ((performance.now() - began) / 1000) * changesPerSecond)
    while (sentUs.size < due && idle.length > 0) send(first + sentUs.size)
  }, 2)
  try {
    await promise
  } finally {
    clearInterval(tick)
  }
  return sentUs
}

function residentKb(roles: Roles): number | null {
  if (process.platform !== 'linux') return null
  const status = readFileSync(`/proc/${roles.server![0]}/status`, 'latin1')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1])
}

function percentile(steps: Seen['steps'], changes: number, share: number): number {
  let left = Math.ceil(changes * share)
  const step = steps.findIndex((count) => (left -= count) <= 0)
  return (step + 1) * stepMs
}

function judge({ viewers, changesPerSecond, p99Ms, seen, expected }: FanOut): Judged {
  return {
    what: `change → seen by ${viewers.toLocaleString('en-GB')} viewers, p99, ${changesPerSecond} changes/s (ms)`,
    asked: `< ${withinMs}`,
    measured: { median: p99Ms, min: p99Ms, max: p99Ms },
    pass: p99Ms < withinMs && seen === expected,
  }
}

function tell(runs: readonly FanOut[]): string {
  const head = [
    'contestant',
    'viewers',
    'changes/s',
    'seen',
    'p50',
    'p99',
    'server, a change seen',
    'cores: server',
    'viewers',
    'KB a viewer',
  ]
  const rows = runs.map((run) => [
    run.contestant,
    run.viewers.toLocaleString('en-GB'),
    figure(run.changesPerSecond),
    `${figure((100 * run.seen) / run.expected)} %`,
    `${figure(run.p50Ms)} ms`,
    `${figure(run.p99Ms)} ms`,
    run.usPerSeen === null ? '–' : `${figure(run.usPerSeen)} µs`,
    run.serverCores === null ? '–' : figure(run.serverCores),
    run.viewerCores === null ? '–' : figure(run.viewerCores),
    run.kbPerViewer === null ? '–' : figure(run.kbPerViewer),
  ])
  const late = runs.filter(({ viewerCores }) => viewerCores !== null && viewerCores > processes * fullCore)
  const limit = late.map(
    ({ contestant, viewers }) =>
      `The processes that watch were the limit (${contestant}, ${viewers} viewers): its times are upper bounds.\n`,
  )
  return `fan-out: changes gathered for each viewer, against a JSON message for each change\n${table([head, ...rows])}\n${limit.join('')}`
}
