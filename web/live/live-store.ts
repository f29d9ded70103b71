import { type Delta, decodeFrame, type ServerMessage, type Snapshot } from '../../contract/live.ts'
import { type Connection, openConnection } from './connection.ts'
import { type Applied, createSeatStates, type SeatChanges, type SeatCounts } from './seat-states.ts'
import { createServerClock } from './server-clock.ts'
import { browserSurroundings, type Surroundings } from './surroundings.ts'

/** What changes seldom enough for React to look at. A new object whenever something in it differs. */
export interface LiveStatus {
  connection: Connection
  counts: SeatCounts
  /** People who have this event's page open, ourselves included. */
  viewers: number
  /** Add to our own clock to get the server's. */
  serverOffsetMs: number
  /** The plan that `states` belongs to; 0 before the first snapshot. Another one: fetch the plan again. */
  planVersion: number
  /** Whether `states` holds a picture of the house, fresh or not. */
  ready: boolean
}

/** News about the caller: their hold, their order, the event. */
export type LiveNews = Extract<ServerMessage, { type: 'hold' | 'order' | 'event' | 'waitlist' | 'lab' }>

function isNews(message: ServerMessage): message is LiveNews {
  return ['hold', 'order', 'event', 'waitlist', 'lab'].includes(message.type)
}

export interface LiveStore {
  /** One byte a seat in index order (`SeatState`). Changed in place; `onChanges` says where. */
  readonly states: Uint8Array
  readonly version: number
  readonly serverNow: () => number
  /** For `useSyncExternalStore`. Counts that change many times a second are told a few times a second. */
  readonly subscribe: (listener: () => void) => () => void
  readonly getStatus: () => LiveStatus
  /** Every applied frame, at once, with the indexes that it changed. */
  readonly onChanges: (listener: (changes: SeatChanges) => void) => () => void
  readonly onMessage: (listener: (news: LiveNews) => void) => () => void
  /** Opens the socket; a second call does nothing. A closed store can be opened again and goes on from its version. */
  readonly open: () => void
  readonly close: () => void
  /** Tries again now rather than when the back-off says so. */
  readonly reconnect: () => void
}

export interface LiveStoreOptions {
  eventId: string
  /** Defaults to this page's own server. */
  url?: string
  WebSocket?: typeof WebSocket
  now?: () => number
  random?: () => number
  surroundings?: Surroundings
}

/** Counts and viewers reach React at most this often. */
const STATUS_MS = 200
/** A resume that is unanswered for this long means that something is wrong: the connection is made anew. */
const RESUME_MS = 3_000

export function createLiveStore(options: LiveStoreOptions): LiveStore {
  const now = options.now ?? Date.now
  const seats = createSeatStates()
  const clock = createServerClock(now)
  const statusListeners = new Set<() => void>()
  const changeListeners = new Set<(changes: SeatChanges) => void>()
  const newsListeners = new Set<(news: LiveNews) => void>()
  let status: LiveStatus = {
    connection: 'connecting',
    counts: seats.counts(),
    viewers: 0,
    serverOffsetMs: 0,
    planVersion: 0,
    ready: false,
  }
  let viewers = 0
  let connection: ReturnType<typeof openConnection> | undefined
  let statusTimer: ReturnType<typeof setTimeout> | undefined
  let resumeTimer: ReturnType<typeof setTimeout> | undefined

  function tell(patch: Partial<LiveStatus> = {}): void {
    clearTimeout(statusTimer)
    statusTimer = undefined
    status = {
      ...status,
      counts: seats.counts(),
      viewers,
      serverOffsetMs: clock.offsetMs(),
      planVersion: seats.planVersion,
      ready: seats.version >= 0,
      ...patch,
    }
    for (const listener of statusListeners) listener()
  }

  function tellSoon(): void {
    statusTimer ??= setTimeout(tell, STATUS_MS)
  }

  /** Says whether the frame made sense. */
  function receive(bytes: ArrayBuffer): boolean {
    let frame: Snapshot | Delta
    let changes: Applied
    try {
      frame = decodeFrame(bytes)
      changes = frame.kind === 'snapshot' ? seats.applySnapshot(frame) : seats.applyDelta(frame)
    } catch {
      return false
    }
    if (changes === 'gap') askForMissing()
    else answered()
    if (changes !== 'gap' && changes !== 'old') announce(changes)
    return true
  }

  function announce(changes: SeatChanges): void {
    const changed = changes.whole || changes.indexes.length > 0
    if (changed) for (const listener of changeListeners) listener(changes)
    if (changes.whole || seats.planVersion !== status.planVersion) tell()
    else if (changed) tellSoon()
  }

  /** One question at a time: deltas that arrive before the answer are behind the gap as well, and part of it. */
  function askForMissing(): void {
    if (resumeTimer) return
    // Before the first snapshot there is nothing to go on from; it is on its way.
    if (seats.version >= 0) connection?.send({ type: 'resume', version: seats.version })
    resumeTimer = setTimeout(() => {
      resumeTimer = undefined
      connection?.restart()
    }, RESUME_MS)
  }

  function answered(): void {
    clearTimeout(resumeTimer)
    resumeTimer = undefined
  }

  function open(): void {
    connection ??= openConnection({
      url: () => goingOn(options.url ?? liveUrl(options.eventId), seats.version),
      WebSocket: options.WebSocket ?? globalThis.WebSocket,
      now,
      random: options.random ?? Math.random,
      surroundings: options.surroundings ?? browserSurroundings(),
      onHello(message) {
        clock.forget()
        clock.hear(message.serverTime)
        viewers = message.viewers
        answered()
        tell()
      },
      onMessage(message) {
        if (message.type === 'heartbeat') {
          clock.hear(message.serverTime)
          viewers = message.viewers
          tellSoon()
        } else if (isNews(message)) {
          for (const listener of newsListeners) listener(message)
        }
      },
      onFrame: receive,
      onState: (state) => tell({ connection: state }),
    })
  }

  function close(): void {
    connection?.close()
    connection = undefined
    answered()
    clearTimeout(statusTimer)
    statusTimer = undefined
    status = { ...status, connection: 'connecting' }
  }

  return {
    get states() {
      return seats.states
    },
    get version() {
      return seats.version
    },
    serverNow: () => now() + clock.offsetMs(),
    subscribe: (listener) => adding(statusListeners, listener),
    getStatus: () => status,
    onChanges: (listener) => adding(changeListeners, listener),
    onMessage: (listener) => adding(newsListeners, listener),
    open,
    close,
    reconnect: () => connection?.restart(),
  }
}

function adding<T>(set: Set<T>, member: T): () => void {
  set.add(member)
  return () => void set.delete(member)
}

function liveUrl(eventId: string): string {
  const { protocol, host } = globalThis.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/v1/events/${encodeURIComponent(eventId)}/live`
}

/** Who names the version they have gets what they missed, rather than the whole house again. */
function goingOn(url: string, version: number): string {
  return version < 0 ? url : `${url}?version=${version}`
}
