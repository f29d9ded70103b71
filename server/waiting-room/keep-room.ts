import { decideAdmissions } from '../domain/waiting-room/admissions.ts'
import { type Figures, phaseOf, type Room } from '../domain/waiting-room/room.ts'
import { queueLimits } from '../limits/queue-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { changeQueue } from '../sql/queue/change-queue.ts'
import { countRoom } from '../sql/queue/count-room.ts'
import { admitEntries, settleAdmissions } from '../sql/queue/move-places.ts'
import { readMovements, readWaiting } from '../sql/queue/read-places.ts'
import { readRoom } from '../sql/queue/read-rooms.ts'
import { advanceDraw } from './draw-lots.ts'
import type { RoomMeter } from './room-meter.ts'
import type { OpenRoom } from './rooms.ts'
import { statusOf } from './status.ts'

export interface KeepParts {
  pool: Pool
  meter: RoomMeter
  /** People who look at the event's page on this server now. */
  viewers: (eventId: string) => number
  nowMs: () => number
}

/**
 * One tick of one room: takes the draw further, ends admissions that are over, lets the next ones in, and computes what
 * everybody is told. Any number of servers may do this at the same time: what is done twice is done once
 * (sql/functions/admit_entries.sql, freeze_queue.sql), and the rest only reads.
 */
export async function keepRoom(parts: KeepParts, open: OpenRoom, read: Room, now: Date): Promise<void> {
  const { pool, meter } = parts
  let room = read
  const drawBegan = parts.nowMs()
  const step = await advanceDraw(pool, room, now)
  if (step !== null) {
    if (step === 'drawn') meter.drawn((parts.nowMs() - drawBegan) / 1000)
    room = (await readRoom(pool, room.eventId)) ?? room
  }

  const ended = await settleAdmissions(pool, room.eventId)
  meter.ended('spent', ended.spent)
  meter.ended('expired', ended.expired)
  if (ended.spent + ended.expired > 0) room = (await readRoom(pool, room.eventId)) ?? room
  let figures = await countRoom(pool, room.eventId)
  await openForLoad(parts, open, room, figures)

  const decided = decideAdmissions(room, figures, now)
  if (decided.count > 0 && phaseOf(room, figures, now) === 'open') {
    const { serving, eventId } = room
    const count = await admitEntries(pool, eventId, { ...decided, serving, creditedAt: now })
    meter.admitted(count)
    room = (await readRoom(pool, eventId)) ?? room
    figures = {
      ...figures,
      waiting: figures.waiting - count,
      inside: figures.inside + count,
      choosing: figures.choosing + count,
    }
  }
  const { left, inside } = await readMovements(pool, room.eventId, room.serving)
  await readNumbers(pool, open, room)
  open.flow.observe(room.admitted, parts.nowMs())
  // Synchronous from here: whoever asks sees all of this tick, or nothing of it.
  open.room = room
  open.figures = figures
  open.left = left
  open.inside = new Set(inside)
  open.status = statusOf(room, figures, {
    heldBackBy: decided.heldBackBy,
    perMinute: open.flow.perMinute(),
    now,
  })
  meter.figures(room.slug, figures)
}

/** After the draw, and after a start, tens of thousands ask for their number: they are read at once, not one by one. */
async function readNumbers(pool: Pool, open: OpenRoom, room: Room): Promise<void> {
  const isNumbered = room.draw === null || room.draw.revealedAt !== null
  if (open.numbersRead || !isNumbered) return
  for (const { customerId, id, number, joinedAt } of await readWaiting(
    pool,
    room.eventId,
    queueLimits.rememberedPlaces,
  ))
    open.known.set(customerId, { id, number, joinedAt })
  open.numbersRead = true
}

/** In load mode the queue opens when more people look at the event than should be inside, and closes when nobody waits. */
async function openForLoad(parts: KeepParts, open: OpenRoom, room: Room, figures: Figures): Promise<void> {
  if (room.mode !== 'load') return
  const viewers = parts.viewers(room.eventId)
  const nowMs = parts.nowMs()
  if (room.openedAt === null) {
    if (viewers <= room.targetInside) return
    open.busySinceMs = nowMs
    await changeQueue(parts.pool, room.eventId, { open: true })
    return
  }
  // One that was opened by hand, or by another server, is theirs to close.
  if (open.busySinceMs === null || nowMs - open.busySinceMs < queueLimits.loadStaysMs) return
  if (figures.waiting > 0 || viewers > room.targetInside / 2) return
  open.busySinceMs = null
  await changeQueue(parts.pool, room.eventId, { open: false })
}
