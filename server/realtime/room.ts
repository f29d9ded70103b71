import { encodeDelta, encodeSnapshot } from '../../contract/live.ts'
import type { LiveLimits } from '../limits/live-limits.ts'
import type { Tally } from '../observe/tally.ts'
import { createChangeRing } from './change-ring.ts'
import { frame, textFrame } from './frames.ts'
import { inSlices } from './in-slices.ts'
import type { Pace } from './pace.ts'
import { createSlices, NEVER, type Slice } from './slices.ts'
import type { LiveSale, SeatNews } from './source.ts'

/** One viewer, as its room sees it. */
export interface Viewer {
  /** The version this viewer has been brought to. */
  version: number
  /**
   * Writes, or drops the frame and answers false when the viewer has too much unread. Such a viewer joins again by
   * itself, once it has read everything.
   */
  deliver(bytes: Buffer): boolean
  /** Writes in any case: for the few small messages that nobody may miss. */
  send(bytes: Buffer): void
}

export interface RoomCounters {
  frames: number
  dropped: number
  resumed: number
  snapshots: number
  /** From the first change that a slice of viewers had not been told of to its having been written to all of them. */
  fanOut: Pick<Tally, 'add'>
}

export interface RoomParts {
  counters: RoomCounters
  /** Shared by all rooms of a process, for it is one thread that writes. */
  pace: Pace
  now: () => number
  /** Processor time that this thread has used so far. */
  usedMs: () => number
}

export type Room<V extends Viewer> = ReturnType<typeof createRoom<V>>

/** Versions at most that frames are kept from. */
const FRAMES_KEPT = 100

/** What leads from one version to a later one, for all who come from there. */
interface Step {
  to: number
  bytes: Buffer
  isSnapshot: boolean
  madeAt: number
  /** When the first of its changes came; never, if it has none. */
  changedAt: number
}

/**
 * All viewers of one event. Each is at a version of its own, and what it gets always leads on from there: nobody gets a gap or
 * a repeat. Changes are kept in a ring; a frame is made of it once for all who come from the same version.
 *
 * Backfill: a viewer that joins gets a snapshot, or what it missed since the version it names. These may be up to
 *   `gatherMs` old, so that thousands who come at once share them; its next delta starts there.
 * Stream: viewers are in slices, and each slice is written to by itself, `pace.gatherMs` after it was last. So the writes of
 *   a large room are spread over that time: a change waits for its viewer's turn, and not for all other viewers as well.
 */
export function createRoom<V extends Viewer>(
  sale: LiveSale,
  limits: LiveLimits,
  { counters, pace, now, usedMs }: RoomParts,
) {
  const slices = createSlices<V>(limits.viewersPerSlice)
  const steps = new Map<number, Step>()
  let current = sale
  let latest = sale.availability.version
  const ring = createChangeRing(latest, limits.ringChanges)
  /** Who comes back from before this may have missed what this server has not heard of. */
  let knownSince = latest
  let timer: NodeJS.Timeout | null = null
  let isScheduled = false
  let closed = false
  let quietUntil = Number.NEGATIVE_INFINITY
  let emptySince = now()

  /** From `NEVER`, and from a version that is forgotten, a snapshot leads on. */
  function makeStep(from: number): Step {
    const madeAt = now()
    const missed = from === NEVER ? null : ring.since(from)
    if (missed !== null) {
      const bytes = frame('binary', encodeDelta(missed.from, missed.to, missed.changes))
      return { to: missed.to, bytes, isSnapshot: false, madeAt, changedAt: missed.at }
    }
    if (from !== NEVER) return stepFrom(NEVER)
    const { availability, event } = current
    const bytes = frame('binary', encodeSnapshot(latest, event.plan_version, availability.states))
    return { to: latest, bytes, isSnapshot: true, madeAt, changedAt: madeAt }
  }

  function stepFrom(from: number, maxAgeMs = 0): Step {
    const known = steps.get(from)
    if (known && (known.to === latest || (now() - known.madeAt < maxAgeMs && known.to > from))) return known
    const step = makeStep(from)
    if (steps.size >= FRAMES_KEPT) steps.clear()
    steps.set(from, step)
    return step
  }

  /** Says whether the viewer took it. */
  function give(viewer: V, { bytes, to }: Step): boolean {
    if (viewer.deliver(bytes)) {
      viewer.version = to
      return true
    }
    viewer.version = NEVER
    counters.dropped += 1
    return false
  }

  function schedule(): void {
    if (isScheduled || closed) return
    const slice = slices.behind(latest)
    if (slice === undefined) return
    isScheduled = true
    const wait = dueAt(slice) - now()
    if (wait > 0) timer = setTimeout(turn, wait)
    else setImmediate(turn)
  }

  const dueAt = (slice: Slice<V>): number => Math.max(slice.writtenAt + pace.gatherMs, quietUntil)

  /** One slice, and then whatever else waits for this thread. */
  function turn(): void {
    isScheduled = false
    const slice = slices.behind(latest)
    if (closed || slice === undefined) return
    const at = now()
    if (dueAt(slice) <= at) {
      const before = usedMs()
      write(slice)
      pace.spent(usedMs() - before)
      slices.written(slice, latest, at)
    }
    schedule()
  }

  function write(slice: Slice<V>): void {
    let from = NEVER
    let step: Step | null = null
    let changedAt = Number.POSITIVE_INFINITY
    for (const viewer of slice.viewers) {
      if (viewer.version === latest || viewer.version === NEVER) continue
      if (step === null || viewer.version !== from) {
        from = viewer.version
        step = stepFrom(from)
        changedAt = Math.min(changedAt, step.changedAt)
      }
      if (!give(viewer, step)) continue
      if (step.isSnapshot) counters.snapshots += 1
      else counters.frames += 1
    }
    if (changedAt !== Number.POSITIVE_INFINITY) counters.fanOut.add(now() - changedAt)
  }

  function join(viewer: V, from: number = NEVER): void {
    // Who has been told something already may know more than what is kept.
    const maxAgeMs = slices.has(viewer) ? 0 : limits.gatherMs
    const slice = slices.add(viewer)
    const step = stepFrom(from < knownSince ? NEVER : from, maxAgeMs)
    if (give(viewer, step)) {
      if (step.isSnapshot) counters.snapshots += 1
      else counters.resumed += 1
    }
    if (step.to === latest) return
    slice.version = NEVER
    schedule()
  }

  return {
    get size() {
      return slices.size
    },
    get sale() {
      return current
    },
    get emptySince() {
      return slices.size === 0 ? emptySince : Number.POSITIVE_INFINITY
    },
    viewers: () => slices.all(),

    /** Brings a viewer up to date: at first, when it reports a gap, or when it has caught up after being too slow. */
    join,

    leave(viewer: V): void {
      if (slices.delete(viewer) && slices.size === 0) emptySince = now()
    },

    /**
     * The seats that changed between two versions of the sale. False when they do not follow on what this room knows, or lead to
     * no later version: the sale has been read anew, and the room must `restart` with it.
     */
    changed(news: SeatNews): boolean {
      // News that a restart was quicker than: its snapshot had them already.
      if (news.to <= latest && news.from < latest) return true
      if (news.to <= latest || news.from !== latest) return false
      latest = news.to
      // Versions were passed over: what lies between them is nobody's, or another server's.
      if (news.to - news.from > current.availability.states.length) {
        knownSince = latest
        steps.clear()
      }
      const at = now()
      ring.push(latest, news.seats, at)
      if (!isScheduled) quietUntil = at + limits.quietGatherMs
      schedule()
      return true
    },

    /** The event was read again. Its plan may be another one, so every viewer starts anew. */
    restart(sale: LiveSale): void {
      current = sale
      latest = knownSince = sale.availability.version
      ring.clear(latest)
      steps.clear()
      const news = textFrame({ type: 'event', planVersion: sale.event.plan_version })
      for (const viewer of slices.all()) viewer.version = NEVER
      inSlices([...slices.all()].values(), limits.viewersPerSlice, (viewer) => {
        if (!slices.has(viewer)) return
        viewer.send(news)
        join(viewer)
      })
    },

    close(): void {
      closed = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
