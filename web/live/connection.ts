import { type ClientMessage, CloseCode, type ServerMessage } from '../../contract/live.ts'
import { backOffMs } from './back-off.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * One socket at a time, kept up for as long as the page is open.
 *
 *   connecting ──hello──▶ live ──closed, silent, malformed, told to leave──▶ reconnecting ──hello──▶ live
 *                           └──the browser says there is no network──▶ offline ──back, or a frame──▶ live
 *
 * A socket can be dead without anybody having said so (a tunnel, a closed laptop), hence the watch: the
 * server speaks at least once a heartbeat, and two missed heartbeats are a dead connection.
 */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline'

export interface ConnectionOptions {
  /** Where to, asked for each attempt: it names the version to go on from. */
  url(): string
  WebSocket: typeof WebSocket
  now: () => number
  random: () => number
  surroundings: Surroundings
  onHello(message: ServerMessage & { type: 'hello' }): void
  onMessage(message: ServerMessage): void
  /** Says whether the frame made sense; if not, the connection is made anew. */
  onFrame(frame: ArrayBuffer): boolean
  onState(state: Connection): void
}

const WATCH_MS = 1_000
/** From opening to `hello`. */
const HANDSHAKE_MS = 10_000
const USUAL_HEARTBEAT_MS = 15_000
/** A connection that lasted this long was a good one: the next trouble starts from the shortest wait. */
const SETTLED_MS = 5_000
/** Asked for something that is not there: worth another look now and then, no more. */
const NOT_FOUND_MS = 60_000
/** However long a leaving server asks us to stay away. */
const LONGEST_AWAY_MS = 60_000

export function openConnection(options: ConnectionOptions) {
  const { now, random, surroundings } = options
  let socket: WebSocket | undefined
  let state: Connection = 'connecting'
  let greeted = false
  let attempt = 0
  let heardAt = now()
  let greetedAt = 0
  let heartbeatMs = USUAL_HEARTBEAT_MS
  let nextTry: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const watch = setInterval(() => {
    const patienceMs = greeted ? 2 * heartbeatMs + WATCH_MS : HANDSHAKE_MS
    if (socket && now() - heardAt > patienceMs) retry()
  }, WATCH_MS)
  const stopWatching = surroundings.watch((what) => {
    if (what === 'offline') become('offline')
    else if (what === 'online') restart()
    // Timers stand still while a phone sleeps, so a page that is looked at again checks for itself.
    else if (what === 'visible' && (!socket || now() - heardAt > heartbeatMs * 1.5)) restart()
  })
  connect()

  function become(next: Connection): void {
    if (closed || state === next) return
    state = next
    options.onState(next)
  }

  function connect(): void {
    clearTimeout(nextTry)
    nextTry = undefined
    drop()
    greeted = false
    heardAt = now()
    const opened = new options.WebSocket(options.url())
    socket = opened
    opened.binaryType = 'arraybuffer'
    opened.onmessage = (event) => {
      if (socket !== opened) return
      heardAt = now()
      if (!understand(event.data)) return retry()
      if (greeted) become('live')
    }
    opened.onclose = (event) => {
      if (socket !== opened) return
      socket = undefined
      if (event.code === CloseCode.notFound) retry(NOT_FOUND_MS)
      else retry()
    }
    // `close` always follows, and says more.
    opened.onerror = () => {}
  }

  function understand(data: unknown): boolean {
    if (typeof data !== 'string') return options.onFrame(data as ArrayBuffer)
    const message = parse(data)
    if (message) hear(message)
    return message !== undefined
  }

  function hear(message: ServerMessage): void {
    if (message.type === 'hello') {
      greeted = true
      greetedAt = now()
      heartbeatMs = Math.max(1, message.heartbeatSeconds) * 1000
      options.onHello(message)
    } else if (message.type === 'heartbeat') {
      send({ type: 'pong' })
      options.onMessage(message)
    } else if (message.type === 'reconnect') {
      retry(Math.min(Math.max(0, message.afterMs), LONGEST_AWAY_MS))
    } else options.onMessage(message)
  }

  function retry(waitMs?: number): void {
    if (closed) return
    if (greeted && now() - greetedAt > SETTLED_MS) attempt = 0
    greeted = false
    drop()
    become(surroundings.isOnline() ? 'reconnecting' : 'offline')
    clearTimeout(nextTry)
    nextTry = setTimeout(connect, waitMs ?? backOffMs(attempt, random()))
    attempt += 1
  }

  /** Lets go of the socket without hearing from it again. */
  function drop(): void {
    const dropped = socket
    socket = undefined
    if (dropped && dropped.readyState <= dropped.OPEN) dropped.close()
  }

  function restart(): void {
    if (closed) return
    attempt = 0
    become('reconnecting')
    connect()
  }

  function send(message: ClientMessage): void {
    if (socket?.readyState === options.WebSocket.OPEN) socket.send(JSON.stringify(message))
  }

  return {
    send,
    /** Gives this connection up for a new one, without waiting. */
    restart,
    close(): void {
      closed = true
      clearInterval(watch)
      clearTimeout(nextTry)
      stopWatching()
      drop()
    },
  }
}

/** Types that we do not know are let through: a newer server may say more than this page understands. */
function parse(text: string): ServerMessage | undefined {
  try {
    const message: unknown = JSON.parse(text)
    return typeof message === 'object' && message !== null ? (message as ServerMessage) : undefined
  } catch {
    return undefined
  }
}
