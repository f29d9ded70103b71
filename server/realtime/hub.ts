import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { CloseCode, type ServerMessage } from '../../contract/live.ts'
import type { LiveLimits } from '../limits/live-limits.ts'
import { createTally, type Tally } from '../observe/tally.ts'
import { heartbeatFrame, textFrame } from './frames.ts'
import { inSlices } from './in-slices.ts'
import { createPace } from './pace.ts'
import { createRoom, type Room, type RoomCounters, type RoomParts } from './room.ts'
import { createSession, type Session } from './session.ts'
import type { LiveSale, LiveSource } from './source.ts'

export interface LiveHub {
  /** Takes over an open socket: says hello, brings it up to date, and keeps it so until it closes. */
  accept(visitor: Visitor): void
  /** Says something to somebody's sockets at an event, and to nobody else's. */
  tell(customerId: string, eventId: string, message: ServerMessage): void
  /** How many are watching an event now, at other servers as well. */
  viewers(eventId: string): number
  /** Whether anybody watches an event at this server. */
  isWatchedHere(eventId: string): boolean
  /** Events that are being watched here, and by how many. */
  audiences(): Iterable<readonly [eventId: string, viewers: number]>
  counters(): Readonly<RoomCounters & { fanOut: Tally; sockets: number; rooms: number }>
  /**
   * Tells every viewer when to come back, then closes all sockets; those that do not answer are cut off. `areOthersThere`: other
   * servers take them at once, so they are sent there little by little, and see all that changes until it is their turn.
   */
  close(options?: { areOthersThere: boolean }): Promise<void>
}

export interface Visitor {
  socket: WebSocket
  wire: Duplex
  sale: LiveSale
  /** Ids whose holds and orders this socket is told about. */
  customerIds: readonly string[]
  /** Where the visitor was before, if it says so. */
  version?: number
}

interface HubParts {
  source: LiveSource
  /** The database's clock, by which pages count down. */
  databaseNowMs: () => number
  limits: LiveLimits
  /** How many watch an event at other servers (presence.ts). */
  elsewhere?: (eventId: string) => number
  now?: () => number
  usedMs?: () => number
}

/** Processor time of this thread. */
const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const FAN_OUT_BOUNDS_MS = [5, 10, 25, 50, 75, 100, 150, 250, 500, 1000, 2500]

/** All open sockets of this process, by event and by customer. */
export function createLiveHub({
  source,
  databaseNowMs,
  limits,
  elsewhere = () => 0,
  now = () => performance.now(),
  usedMs = threadMs,
}: HubParts): LiveHub {
  const rooms = new Map<string, Room<Session>>()
  const sessions = new Set<Session>()
  const byCustomer = new Map<string, Set<Session>>()
  const fanOut = createTally(FAN_OUT_BOUNDS_MS)
  const counters: RoomCounters = { frames: 0, dropped: 0, resumed: 0, snapshots: 0, fanOut }
  const parts: RoomParts = { counters, pace: createPace(limits, now), now, usedMs }
  let closing = false

  const serverTime = () => new Date(databaseNowMs()).toISOString()

  function roomOf(sale: LiveSale): Room<Session> {
    const known = rooms.get(sale.event.id)
    if (known) {
      // Read anew since, for example because nobody had asked for it for long.
      if (known.sale !== sale) known.restart(sale)
      return known
    }
    const room = createRoom<Session>(sale, limits, parts)
    rooms.set(sale.event.id, room)
    return room
  }

  function tell(customerId: string, eventId: string, bytes: () => Buffer): void {
    const theirs = byCustomer.get(customerId)
    if (theirs === undefined) return
    let made: Buffer | undefined
    for (const session of theirs) if (session.eventId === eventId) session.send((made ??= bytes()))
  }

  const stopListening = [
    source.onChange((news) => {
      const room = rooms.get(news.eventId)
      if (room === undefined || room.changed(news)) return
      const sale = source.loaded(news.eventId)
      if (sale) room.restart(sale)
    }),
    source.onHold(({ customerId, eventId, holdId, state, seats, expiresAt }) =>
      tell(customerId, eventId, () =>
        textFrame({ type: 'hold', holdId, state, seats: [...seats], expiresAt }),
      ),
    ),
    source.onOrder(({ customerId, eventId, orderId, state }) =>
      tell(customerId, eventId, () => textFrame({ type: 'order', orderId, state })),
    ),
    source.onWaiting(({ customerId, eventId, entryId, state }) =>
      tell(customerId, eventId, () =>
        textFrame({ type: 'waitlist', placeId: entryId, state, position: null }),
      ),
    ),
    source.onPositions(({ eventId, places }) => {
      for (const { customerId, entryId, state, position } of places)
        tell(customerId, eventId, () => textFrame({ type: 'waitlist', placeId: entryId, state, position }))
    }),
    source.onEvent(({ eventId, sale }) => rooms.get(eventId)?.restart(sale)),
  ]

  const heartbeat = setInterval(() => {
    const time = serverTime()
    for (const [eventId, room] of rooms) {
      if (room.size === 0) {
        if (now() - room.emptySince <= limits.emptyRoomMs) continue
        room.close()
        rooms.delete(eventId)
        continue
      }
      const viewers = room.size + elsewhere(eventId)
      const bytes = heartbeatFrame({ type: 'heartbeat', serverTime: time, viewers })
      inSlices(room.viewers(), limits.viewersPerSlice, (session) => session.beat(bytes))
    }
  }, limits.heartbeatSeconds * 1000)
  heartbeat.unref()

  function sendAway(session: Session, afterMs: number): void {
    session.send(textFrame({ type: 'reconnect', afterMs }))
    session.close(CloseCode.goingAway, 'the server is going down')
  }

  async function moveAll(): Promise<void> {
    const leaving = [...sessions]
    const overMs = Math.min(leaving.length * limits.moveEachMs, limits.moveMs)
    const beganAt = now()
    const moved = leaving.map((session) => session.ended)
    for (let next = 0; next < leaving.length; ) {
      const due = Math.ceil(((now() - beganAt + limits.moveEachMs) / overMs) * leaving.length)
      for (; next < Math.min(due, leaving.length); next += 1) sendAway(leaving[next]!, 0)
      await new Promise((resolve) => setTimeout(resolve, limits.moveEachMs))
    }
    await Promise.all(moved)
  }

  function take(session: Session, room: Room<Session>): void {
    sessions.delete(session)
    room.leave(session)
    for (const id of session.customerIds) {
      const theirs = byCustomer.get(id)
      theirs?.delete(session)
      if (theirs?.size === 0) byCustomer.delete(id)
    }
  }

  return {
    accept({ socket, wire, sale, customerIds, version }) {
      if (closing) {
        socket.close(CloseCode.goingAway)
        return
      }
      const room = roomOf(sale)
      const session = createSession({ socket, wire, eventId: sale.event.id, customerIds, room, limits, now })
      sessions.add(session)
      for (const id of customerIds) {
        const theirs = byCustomer.get(id)
        if (theirs) theirs.add(session)
        else byCustomer.set(id, new Set([session]))
      }
      socket.once('close', () => take(session, room))
      session.send(
        textFrame({
          type: 'hello',
          serverTime: serverTime(),
          heartbeatSeconds: limits.heartbeatSeconds,
          viewers: room.size + 1 + elsewhere(sale.event.id),
        }),
      )
      room.join(session, version)
    },

    tell: (customerId, eventId, message) => tell(customerId, eventId, () => textFrame(message)),
    viewers: (eventId) => (rooms.get(eventId)?.size ?? 0) + elsewhere(eventId),
    isWatchedHere: (eventId) => (rooms.get(eventId)?.size ?? 0) > 0,
    audiences: function* () {
      for (const [eventId, { size }] of rooms) if (size > 0) yield [eventId, size] as const
    },
    counters: () => ({ ...counters, fanOut, sockets: sessions.size, rooms: rooms.size }),

    async close({ areOthersThere } = { areOthersThere: false }) {
      closing = true
      if (areOthersThere) await moveAll()
      clearInterval(heartbeat)
      for (const stop of stopListening) stop()
      const closed = Promise.all([...sessions].map((session) => session.ended))
      for (const session of sessions) sendAway(session, Math.round(Math.random() * limits.reconnectSpreadMs))
      await closed
      for (const room of rooms.values()) room.close()
      rooms.clear()
    },
  }
}
