import { WebSocket } from 'ws'
import { decodeFrame, type ServerMessage } from '../../contract/live.ts'
import { SeatState } from '../../contract/seat-state.ts'

/** The seats as somebody sees them who follows the live socket. */
export interface LiveMap {
  readonly version: number
  readonly states: Uint8Array
  readonly open: boolean
  isFree(seat: number): boolean
  close(): void
}

export interface LiveNews {
  onFrame(): void
  onOpen(): void
  onClose(): void
  /** A frame that cannot be: a version that goes back, or a change of a seat that there is not. */
  onFault(what: string): void
}

const openTimeoutMs = 10_000

/** Resolves with the first snapshot; rejects when none comes within ten seconds. */
export function openLiveMap(
  url: string,
  eventId: string,
  news: LiveNews,
  headers: Record<string, string>,
): Promise<LiveMap> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/events/${eventId}/live`, { headers })
    socket.binaryType = 'arraybuffer'
    let version = -1
    let states = new Uint8Array(0)
    let resuming = false
    const late = setTimeout(() => {
      reject(new Error(`no live snapshot within ${openTimeoutMs} ms`))
      socket.terminate()
    }, openTimeoutMs)

    const take = (data: ArrayBuffer): void => {
      const frame = decodeFrame(data)
      news.onFrame()
      if (frame.kind === 'snapshot') {
        if (frame.version < version)
          news.onFault(`a snapshot of version ${frame.version} after version ${version}`)
        states = frame.states.slice()
        version = frame.version
        resuming = false
        clearTimeout(late)
        resolve(map)
        return
      }
      if (frame.from > version) {
        // A change is missing: asked for once, and what comes meanwhile starts too late as well.
        if (!resuming) socket.send(JSON.stringify({ type: 'resume', version }))
        resuming = true
        return
      }
      if (frame.to < version) return
      for (const change of frame.changes) {
        const seat = change >>> 2
        if (seat >= states.length) news.onFault(`a change of seat ${seat} of ${states.length}`)
        else states[seat] = change & 3
      }
      version = frame.to
      resuming = false
    }
    socket.on('open', news.onOpen)
    socket.on('message', (data: ArrayBuffer, isBinary: boolean) => {
      if (isBinary) take(data)
      else if ((JSON.parse(Buffer.from(data).toString()) as ServerMessage).type === 'reconnect')
        socket.close()
    })
    socket.on('close', () => {
      clearTimeout(late)
      news.onClose()
      reject(new Error('the live socket was closed before its first snapshot'))
    })
    socket.on('error', reject)

    const map: LiveMap = {
      get version() {
        return version
      },
      get states() {
        return states
      },
      get open() {
        return socket.readyState === WebSocket.OPEN
      },
      isFree: (seat) => states[seat] === SeatState.free,
      close: () => socket.close(),
    }
  })
}
