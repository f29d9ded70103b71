import type { LabEvent } from '../../contract/shapes/lab.ts'
import { createActs } from './acts.ts'
import { behave, type Surroundings } from './behave.ts'
import { clockSince } from './clock.ts'
import { createConnectionPool } from './connection-pool.ts'
import type { CrowdNews, CrowdTask, MapSeen } from './crowd-task.ts'
import { type LiveMap, openLiveMap } from './live-map.ts'
import { type BuyerPlan, planBuyer } from './plan-buyers.ts'
import { createRecorder } from './recorder.ts'
import { sayEvent } from './say-event.ts'
import { createTally } from './tally.ts'
import { createVisit, pause, type Venue } from './visit.ts'

export interface RunningCrowd {
  /** Resolves when the last buyer has gone, with the bytes of history written. Rejects when a buyer could not be played. */
  done: Promise<number>
  news(): CrowdNews
  /** Nobody else comes. */
  stop(): void
  /** What the process's own live map shows now. */
  look(): MapSeen
}

const logMax = 100

/** Plays a share of a crowd in this process. */
export async function runCrowd(task: CrowdTask): Promise<RunningCrowd> {
  const { url, house, settings } = task
  const now = clockSince(BigInt(task.origin))
  const tally = createTally()
  const recorder = createRecorder(task.historyPath)
  let log: LabEvent[] = []
  const faults: string[] = []
  const news = {
    onFrame: () => (tally.counts.frames += 1),
    onOpen: () => (tally.counts.viewers += 1),
    onClose: () => (tally.counts.viewers -= 1),
    onFault: (what: string) => {
      if (faults.length < 20) faults.push(what)
    },
  }
  const venue: Venue = {
    url,
    headers: task.headers,
    pool: createConnectionPool(url, task.connections),
    now,
    tally,
    record(what) {
      tally.take(what)
      recorder.record(what)
      if (log.length >= logMax) return
      const event = sayEvent(what, house)
      if (event) log.push(event)
    },
  }
  // Everybody of this process who picks seats looks at one map, which is as new as anybody's.
  const map: LiveMap = await openLiveMap(url, house.id, news, task.headers)

  const plans: BuyerPlan[] = []
  for (let number = task.share; number < settings.buyers; number += task.shares) {
    plans.push(planBuyer(settings, number))
  }
  plans.sort((a, b) => a.arriveAtMs - b.arriveAtMs)

  let stopped = false
  const { promise: woken, resolve: wake } = Promise.withResolvers<void>()
  let watching = 0
  const watch: Surroundings['watch'] = async (ms) => {
    if (watching >= task.viewers) return
    watching += 1
    // A socket that the server has no place for is refused like a request; they go away.
    const own = await openLiveMap(url, house.id, news, task.headers).catch(() => null)
    if (own) await pause(ms)
    own?.close()
    watching -= 1
  }
  const play = async (plan: BuyerPlan): Promise<void> => {
    tally.counts.arrived += 1
    const acts = createActs(venue, house, createVisit(venue, plan, task.run))
    await behave(plan, { house, acts, isFree: map.isFree, watch })
    tally.counts.done += 1
  }
  const playAll = async (): Promise<number> => {
    const playing = new Set<Promise<void>>()
    let fault: unknown
    for (const plan of plans) {
      const early = plan.arriveAtMs - now()
      if (early > 1) await Promise.race([pause(early), woken])
      if (fault !== undefined || stopped) break
      const played = play(plan)
        .catch((cause) => (fault ??= cause))
        .then(() => {
          playing.delete(played)
        })
      playing.add(played)
    }
    await Promise.all(playing)
    venue.pool.close()
    const bytes = recorder.close()
    if (fault !== undefined) throw fault
    return bytes
  }

  return {
    done: playAll(),
    news() {
      const { latencies } = tally
      const said = log
      log = []
      const { user, system } = process.cpuUsage()
      return {
        counts: tally.counts,
        latencies: {
          hold: latencies.hold.counts(),
          release: latencies.release.counts(),
          order: latencies.order.counts(),
          pay: latencies.pay.counts(),
          cancel: latencies.cancel.counts(),
          look: latencies.look.counts(),
        },
        connectionWait: tally.connectionWait.counts(),
        log: said,
        residentBytes: process.memoryUsage.rss(),
        cpuSeconds: (user + system) / 1e6,
      }
    },
    stop() {
      stopped = true
      wake()
    },
    look: () => ({ version: map.version, states: map.open ? [...map.states] : null, faults }),
  }
}
