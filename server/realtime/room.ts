import { encodeDelta, encodeSnapshot } from '../../contract/live.ts'
import type { LiveLimits } from '../limits/live-limits.ts'
import type { Tally } from '../observe/tally.ts'
import { createChangeRing } from './change-ring.ts'
import { frame, textFrame } from './frames.ts'
import { inSlices } from './in-slices.ts'
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
  /** From the first change that a delta carries to its having been written to every viewer. */
  fanOut: Pick<Tally, 'add'>
}

export type Room<V extends Viewer> = ReturnType<typeof createRoom<V>>

/** The version of a viewer that has been told nothing yet, or too little to go on with. */
const NEVER = -1
const RETURNS_KEPT = 100

/**
 * All viewers of one event. Each goes through three phases.
 *
 * Backfill: the viewer gets one snapshot, or what it missed since the version it names.
 * Cut over: that frame's version is always one that a delta ends at. While changes are being gathered the sale is
 *   ahead of the last delta, so whoever arrives then waits for the flush (at most `gatherMs`) to be brought up to it.
 * Stream: a delta is given to exactly those viewers whose version is the one it starts from. All others have
 *   something newer, are waiting for it, or were too slow and will get a snapshot; nobody gets a gap or a repeat.
 */
export function createRoom<V extends Viewer>(
  sale: LiveSale,
  limits: LiveLimits,
  counters: RoomCounters,
  now: () => number = performance.now.bind(performance),
) {
  const viewers = new Set<V>()
  /** Those who wait for the next flush, with the version they come from. */
  const waiting = new Map<V, number>()
  /** Seat → packed change: of a seat that changes twice while gathering only the last state travels. */
  const gathered = new Map<number, number>()
  let current = sale
  /** What the viewers have been told, and how far the sale is. */
  let version = current.availability.version
  let latest = version
  const ring = createChangeRing(version, limits.ringChanges)
  let snapshot: { version: number; bytes: Buffer } | null = null
  /** Thousands who return at once mostly come from one version: they share one frame. */
  const returns = new Map<number, Buffer>()
  let timer: NodeJS.Timeout | null = null
  let broadcasting = false
  let closed = false
  let lastFlushAt = Number.NEGATIVE_INFINITY
  /** When the first of the changes came that wait for the next delta. */
  let changedAt: number | null = null
  /** Versions were passed over: what lies between them is nobody's, or another server's. */
  let hasJumped = false
  let emptySince = now()

  function snapshotFrame(): Buffer {
    if (snapshot?.version !== version) {
      const { availability, event } = current
      snapshot = {
        version,
        bytes: frame('binary', encodeSnapshot(version, event.plan_version, availability.states)),
      }
    }
    return snapshot!.bytes
  }

  function returnFrame(from: number): Buffer | null {
    const known = returns.get(from)
    if (known) return known
    const missed = ring.since(from)
    if (missed === null) return null
    const bytes = frame('binary', encodeDelta(missed.from, missed.to, missed.changes))
    if (returns.size < RETURNS_KEPT) returns.set(from, bytes)
    return bytes
  }

  function bring(viewer: V, from: number): void {
    const missed = from === NEVER ? null : returnFrame(from)
    if (viewer.deliver(missed ?? snapshotFrame())) {
      viewer.version = version
      if (missed) counters.resumed += 1
      else counters.snapshots += 1
    } else {
      viewer.version = NEVER
      counters.dropped += 1
    }
  }

  function schedule(): void {
    if (timer !== null || broadcasting || closed || latest === version) return
    timer = setTimeout(flush, Math.max(lastFlushAt + limits.gatherMs - now(), limits.quietGatherMs))
  }

  function flush(): void {
    timer = null
    if (closed) return
    lastFlushAt = now()
    const since = changedAt ?? lastFlushAt
    changedAt = null
    const from = version
    const changes = Uint32Array.from(gathered.values())
    gathered.clear()
    returns.clear()
    version = latest
    if (hasJumped) ring.clear(version)
    else ring.push({ from, to: version, changes })
    hasJumped = false
    const arrivals = [...waiting]
    waiting.clear()
    for (const [viewer, seen] of arrivals) bring(viewer, seen)
    broadcast(frame('binary', encodeDelta(from, version, changes)), { from, to: version, since })
  }

  function broadcast(bytes: Buffer, { from, to, since }: { from: number; to: number; since: number }): void {
    broadcasting = true
    const give = (viewer: V) => {
      if (viewer.version !== from) return
      if (viewer.deliver(bytes)) {
        viewer.version = to
        counters.frames += 1
      } else {
        viewer.version = NEVER
        counters.dropped += 1
      }
    }
    const done = () => {
      broadcasting = false
      if (viewers.size > 0) counters.fanOut.add(now() - since)
      schedule()
    }
    inSlices(viewers.values(), limits.viewersPerSlice, give, done)
  }

  function join(viewer: V, from: number = NEVER): void {
    viewers.add(viewer)
    if (latest === version) {
      bring(viewer, from)
      return
    }
    viewer.version = NEVER
    waiting.set(viewer, from)
  }

  return {
    get size() {
      return viewers.size
    },
    get sale() {
      return current
    },
    get emptySince() {
      return viewers.size === 0 ? emptySince : Number.POSITIVE_INFINITY
    },
    viewers: () => viewers.values(),

    /** Brings a viewer up to date: at first, when it reports a gap, or when it has caught up after being too slow. */
    join,

    leave(viewer: V): void {
      if (!viewers.delete(viewer)) return
      waiting.delete(viewer)
      if (viewers.size === 0) emptySince = now()
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
      // A server that cannot hear the others goes on at versions of its own. A page that comes from one of those knows what this
      // server does not, so nothing that leads over the gap would be all that it has missed.
      if (news.to - news.from > current.availability.states.length) hasJumped = true
      changedAt ??= now()
      for (let i = 0; i < news.seats.length; i += 1) gathered.set(news.seats[i]! >>> 2, news.seats[i]!)
      schedule()
      return true
    },

    /** The event was read again. Its plan may be another one, so every viewer starts anew. */
    restart(sale: LiveSale): void {
      current = sale
      version = latest = sale.availability.version
      ring.clear(version)
      hasJumped = false
      gathered.clear()
      changedAt = null
      returns.clear()
      waiting.clear()
      snapshot = null
      if (timer !== null) clearTimeout(timer)
      timer = null
      const news = textFrame({ type: 'event', planVersion: sale.event.plan_version })
      for (const viewer of viewers) viewer.version = NEVER
      inSlices([...viewers].values(), limits.viewersPerSlice, (viewer) => {
        if (!viewers.has(viewer)) return
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
