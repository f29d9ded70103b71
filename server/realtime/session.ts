import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import { type ClientMessage, CloseCode } from '../../contract/live.ts'
import type { LiveLimits } from '../limits/live-limits.ts'
import { createMessageRate } from './message-rate.ts'
import type { Room, Viewer } from './room.ts'

export interface Session extends Viewer {
  readonly eventId: string
  readonly customerIds: readonly string[]
  /** Kept when the socket has closed. */
  readonly ended: Promise<void>
  /** Sends the heartbeat to a socket that still answers; ends one that is dead or cannot keep up. */
  beat(bytes: Buffer): void
  /** Asks the other side to close; cuts it off when it does not. */
  close(code: number, reason: string): void
}

export interface SessionStart {
  socket: WebSocket
  /** The connection under the WebSocket: frames are made once for all viewers and written to it as they are. */
  wire: Duplex
  eventId: string
  customerIds: readonly string[]
  room: Room<Session>
  limits: LiveLimits
  now: () => number
}

/**
 * One socket. What it has not read yet is bounded: past `bufferedBytes` its deltas are dropped; once it has read
 * everything it gets a snapshot; if it has not after `slowMs` it is closed. What it may say is bounded too, in size
 * (by `ws`), in number, and in kind: anything unknown closes it.
 */
export function createSession(start: SessionStart): Session {
  const { socket, wire, room, limits, now } = start
  const mayTalk = createMessageRate(limits.messageBurst, limits.messagesPerSecond, now)
  let slowSince = Number.POSITIVE_INFINITY
  let unanswered = 0

  const session: Session = {
    eventId: start.eventId,
    customerIds: start.customerIds,
    version: -1,
    ended: new Promise((resolve) => socket.once('close', () => resolve())),

    deliver(bytes) {
      if (wire.writableLength > limits.bufferedBytes) {
        slowSince = Math.min(slowSince, now())
        return false
      }
      session.send(bytes)
      return true
    },

    send(bytes) {
      if (socket.readyState === socket.OPEN) wire.write(bytes)
    },

    beat(bytes) {
      if (unanswered >= limits.silentHeartbeats) {
        socket.terminate()
      } else if (now() - slowSince > limits.slowMs) {
        session.close(CloseCode.tooSlow, 'too slow')
      } else if (slowSince === Number.POSITIVE_INFINITY) {
        unanswered += 1
        session.send(bytes)
      }
    },

    close(code, reason) {
      room.leave(session)
      socket.close(code, reason)
      // Whoever does not read does not see that it is being closed either.
      setTimeout(() => socket.terminate(), limits.closeMs).unref()
    },
  }

  socket.on('message', (data, isBinary) => {
    unanswered = 0
    const message = isBinary || !mayTalk() ? null : parseMessage(data)
    if (message === null) session.close(CloseCode.policy, 'unknown message, or too many')
    else if (message.type === 'resume') room.join(session, message.version)
  })
  socket.on('pong', () => {
    unanswered = 0
  })
  wire.on('drain', () => {
    if (slowSince === Number.POSITIVE_INFINITY) return
    slowSince = Number.POSITIVE_INFINITY
    if (socket.readyState === socket.OPEN) room.join(session)
  })
  // Every kind of error ends in 'close', which is where the session is taken down.
  socket.on('error', () => {})
  return session
}

function parseMessage(data: RawData): ClientMessage | null {
  let message: unknown
  try {
    message = JSON.parse(String(data))
  } catch {
    return null
  }
  if (typeof message !== 'object' || message === null) return null
  const { type, version } = message as { type?: unknown; version?: unknown }
  if (type === 'pong') return { type }
  if (type === 'resume' && Number.isSafeInteger(version)) return { type, version: version as number }
  return null
}
