import { once } from 'node:events'
import { WebSocket } from 'ws'
import {
  type ClientMessage,
  type Delta,
  decodeFrame,
  type ServerMessage,
  type Snapshot,
} from '../../contract/live.ts'

/** Somebody with an event's page open: what the server has sent, and the house as it follows from that. */
export interface Watcher extends AsyncDisposable {
  socket: WebSocket
  frames: (Snapshot | Delta)[]
  messages: ServerMessage[]
  states: Uint8Array
  version: number
  /** Deltas that did not start where this watcher was: must never happen. */
  gaps: number
  closed: Promise<{ code: number; reason: string }>
  say(message: ClientMessage): void
  /** Resolves once this is so; looks after everything that arrives. Fails after 10 s. */
  until(what: string, isSo: (watcher: Watcher) => boolean): Promise<void>
}

const PATIENCE_MS = 10_000

export interface WatchOptions {
  headers?: Record<string, string>
  /** Answer pings, as browsers do. */
  autoPong?: boolean
}

/** Opens the live socket of an event; `url` is the server's address, `path` may carry a query. */
export async function watch(url: string, path: string, options: WatchOptions = {}): Promise<Watcher> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/events/${path}`, options)
  socket.binaryType = 'arraybuffer'
  const looking = new Set<() => void>()
  const watcher: Watcher = {
    socket,
    frames: [],
    messages: [],
    states: new Uint8Array(0),
    version: -1,
    gaps: 0,
    closed: new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }))
    }),
    say: (message) => socket.send(JSON.stringify(message)),
    until: (what, isSo) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          looking.delete(look)
          reject(new Error(`not within ${PATIENCE_MS} ms: ${what}`))
        }, PATIENCE_MS)
        const look = () => {
          if (!isSo(watcher)) return
          clearTimeout(late)
          looking.delete(look)
          resolve()
        }
        looking.add(look)
        look()
      }),
    async [Symbol.asyncDispose]() {
      socket.terminate()
      await watcher.closed
    },
  }
  socket.on('message', (data, isBinary) => {
    if (isBinary) take(watcher, decodeFrame(data as ArrayBuffer))
    else watcher.messages.push(JSON.parse(Buffer.from(data as ArrayBuffer).toString()))
    for (const look of [...looking]) look()
  })
  await once(socket, 'open')
  return watcher
}

function take(watcher: Watcher, frame: Snapshot | Delta): void {
  watcher.frames.push(frame)
  if (frame.kind === 'snapshot') {
    watcher.states = frame.states.slice()
    watcher.version = frame.version
    return
  }
  if (frame.from !== watcher.version) watcher.gaps += 1
  for (const packed of frame.changes) watcher.states[packed >>> 2] = packed & 3
  watcher.version = frame.to
}

/** The status and problem with which an upgrade is refused. */
export async function refusedUpgrade(url: string, path: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/events/${path}`, { headers })
  socket.on('error', () => {})
  const [, response] = await once(socket, 'unexpected-response')
  const body = await new Response(response as unknown as ReadableStream).text()
  socket.terminate()
  return { status: response.statusCode as number, problem: JSON.parse(body) as { code: string } }
}
