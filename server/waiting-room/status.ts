import type { HeldBackBy, QueuePhase, QueueStatus } from '../../contract/shapes/queue.ts'
import { seatsPerAdmission } from '../domain/waiting-room/admissions.ts'
import type { Flow as Pace } from '../domain/waiting-room/estimate.ts'
import { type Figures, phaseOf, prequeueOpensAt, type Room } from '../domain/waiting-room/room.ts'

/** How a room stands, computed once a tick and encoded once for everybody. */
export interface Status {
  readonly phase: QueuePhase
  readonly view: QueueStatus
  /** The same as JSON, but for the time, which is the reply's. */
  readonly text: string
  /** What an estimate of somebody's wait takes. */
  readonly pace: Pace
}

export function statusOf(
  room: Room,
  figures: Figures,
  { heldBackBy, perMinute, now }: { heldBackBy: HeldBackBy; perMinute: number; now: Date },
): Status {
  const phase = phaseOf(room, figures, now)
  const { draw } = room
  const measured = Math.round(perMinute * 10) / 10
  const view: QueueStatus = {
    phase,
    serverTime: now.toISOString(),
    opensAt: prequeueOpensAt(room)?.toISOString() ?? null,
    onSaleAt: room.onSaleAt?.toISOString() ?? null,
    takesNewcomers: !room.draining && phase !== 'off' && phase !== 'closed' && phase !== 'ended',
    entryRule: room.entryRule,
    waiting: figures.waiting,
    inside: figures.inside,
    serving: room.serving,
    perMinute: measured,
    heldBackBy,
    seats: { free: figures.free, inCheckout: figures.held, sold: figures.sold },
    draw: draw && {
      commitment: draw.commitment,
      entrants: draw.entrants,
      digest: draw.digest,
      revealed: draw.revealedAt !== null,
    },
  }
  // While nobody has been let in yet, the rate that is set is all that is known.
  const untested = room.admitted === 0 && !room.paused
  const pace = {
    perMinute: untested ? room.admitPerMinute : measured,
    seatsEach: seatsPerAdmission(room),
    free: figures.free,
    held: figures.held,
  }
  return { phase, view, text: JSON.stringify(view), pace }
}
