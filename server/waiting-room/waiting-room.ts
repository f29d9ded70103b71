import type { Registry } from 'prom-client'
import type { Caller } from '../booking/booking.ts'
import { createGroupCommit } from '../inventory/group-commit.ts'
import { runBatch } from '../inventory/run-batch.ts'
import { queueLimits } from '../limits/queue-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import type { Bus } from '../redis/bus.ts'
import { joinQueue } from '../sql/queue/join-queue.ts'
import { type RoomRow, readRoom, readRooms } from '../sql/queue/read-rooms.ts'
import { createAdmissionGate } from './admission-gate.ts'
import { createFlow } from './flow.ts'
import { keepRoom } from './keep-room.ts'
import { createRoomMeter, type RoomMeter } from './room-meter.ts'
import { createKnownPlaces, type OpenRoom } from './rooms.ts'
import { statusOf } from './status.ts'

export interface WaitingRoomParts {
  pool: Pool
  registry: Registry
  /** For tokens, challenges and hashed addresses. */
  key: Uint8Array
  /** People who look at an event's page on this server now. */
  viewers: (eventId: string) => number
  nowMs: () => number
  onFault: (message: string, cause: unknown) => void
  /** To the other servers; undefined where there are none. */
  bus?: Bus
}

/** On which servers tell each other whose settings were changed, by its event's id. */
const CHANNEL = 'fullhouse:waiting-rooms'

/** Every waiting room that is switched on. See README.md beside this file. */
export interface WaitingRoom {
  readonly pool: Pool
  readonly key: Uint8Array
  readonly meter: RoomMeter
  /** This machine's clock, in ms. */
  readonly localMs: () => number
  /** The database's clock as of the last tick and this machine's since, in ms. */
  nowMs(): number
  room(eventId: string): OpenRoom | undefined
  /** Says who may not hold seats. */
  refuse: ReturnType<typeof createAdmissionGate>
  /** Looks after all rooms once. Says how long it took, in ms. */
  tick(): Promise<number>
  /** Reads one room's settings anew, right after a tick that is under way, and has the other servers do so: they were changed here. */
  refresh(eventId: string): Promise<void>
  /** Looks after them from now on. */
  start(): void
  stop(): Promise<void>
}

const nothing = { waiting: 0, inside: 0, choosing: 0, free: 1, held: 0, sold: 0 }

export function createWaitingRoom(parts: WaitingRoomParts): WaitingRoom {
  const { pool, key, nowMs } = parts
  const rooms = new Map<string, OpenRoom>()
  const meter = createRoomMeter(parts.registry)
  let aheadMs = 0
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let lastReading: Promise<unknown> = Promise.resolve()
  /** Rooms that are to be read anew and have not been begun with, each once however often it is asked for. */
  const wanted = new Map<string, Promise<void>>()

  /** Readings one after the other: of two at a time the older might have the last word, and undo what an organiser has changed. */
  function inTurn<T>(read: () => Promise<T>): Promise<T> {
    const reading = lastReading.then(read)
    lastReading = reading.catch(() => undefined)
    return reading
  }

  function openRoom(row: RoomRow): OpenRoom {
    const { eventId } = row
    return {
      room: row,
      figures: nothing,
      status: statusOf(row, nothing, { heldBackBy: 'nobody', perMinute: 0, now: row.clock }),
      known: createKnownPlaces(),
      numbersRead: false,
      left: [],
      inside: new Set(),
      flow: createFlow(),
      joins: createGroupCommit({
        keyOf: (job) => job.customerId,
        maxBatchJobs: queueLimits.batchJobs,
        maxQueuedJobs: queueLimits.queuedJobs,
        // Numbers are given under one row's lock: a second batch would only wait for it.
        maxBatchesInFlight: 1,
        run: (jobs) => runBatch(jobs, (some) => joinQueue(pool, eventId, some)),
      }),
      busySinceMs: null,
    }
  }

  async function keep(row: RoomRow): Promise<void> {
    aheadMs = row.clock.getTime() - nowMs()
    let open = rooms.get(row.eventId)
    if (open === undefined) rooms.set(row.eventId, (open = openRoom(row)))
    await keepRoom({ pool, meter, viewers: parts.viewers, nowMs }, open, row, row.clock)
  }

  function close(eventId: string): void {
    const open = rooms.get(eventId)
    if (open === undefined) return
    rooms.delete(eventId)
    meter.forget(open.room.slug)
  }

  async function readAll(): Promise<number> {
    const beganMs = performance.now()
    const rows = await readRooms(pool, queueLimits.rooms)
    const on = new Set(rows.map((row) => row.eventId))
    for (const eventId of rooms.keys()) if (!on.has(eventId)) close(eventId)
    // One room that fails must not keep the others waiting.
    for (const row of rows)
      await keep(row).catch((cause) =>
        parts.onFault(`the waiting room of ${row.slug} could not be kept`, cause),
      )
    const tookMs = performance.now() - beganMs
    if (rows.length > 0) meter.ticked(tookMs / 1000)
    return tookMs
  }

  const tick = () => inTurn(readAll)

  function schedule(pauseMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      tick().then(
        (tookMs) => schedule(Math.max(queueLimits.tickMs - tookMs, tookMs * queueLimits.tickRest)),
        (cause) => {
          parts.onFault('waiting rooms could not be looked after', cause)
          schedule(queueLimits.tickMs)
        },
      )
    }, pauseMs)
    timer.unref()
  }

  async function readOne(eventId: string): Promise<void> {
    wanted.delete(eventId)
    const row = await readRoom(pool, eventId)
    if (row === undefined || row.mode === 'off') close(eventId)
    else await keep(row)
  }

  function readAnew(eventId: string): Promise<void> {
    const reading = wanted.get(eventId) ?? inTurn(() => readOne(eventId))
    wanted.set(eventId, reading)
    return reading
  }

  // What is not heard is found by the next tick. One's own news comes back, and changes nothing.
  const listening = parts.bus?.subscribe(CHANNEL, (eventId) => {
    readAnew(eventId).catch((cause) => parts.onFault('a changed waiting room could not be read', cause))
  })

  const waitingRoom: WaitingRoom = {
    pool,
    key,
    meter,
    localMs: nowMs,
    nowMs: () => nowMs() + aheadMs,
    room: (eventId) => rooms.get(eventId),
    refuse: (eventId: string, caller: Caller) => gate(eventId, caller),
    tick,
    refresh(eventId) {
      parts.bus?.publish(CHANNEL, eventId)
      return readAnew(eventId)
    },
    start: () => schedule(0),
    async stop() {
      stopped = true
      clearTimeout(timer)
      const stopListening = await listening
      stopListening?.()
      await lastReading
    },
  }
  const gate = createAdmissionGate(waitingRoom)
  return waitingRoom
}
