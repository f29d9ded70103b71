import type { QueuePhase } from '../../../contract/shapes/queue.ts'

/** How an event's waiting room is set, and how far it is. */
export interface Room {
  eventId: string
  slug: string
  organiserId: string | null
  maxPerOrder: number
  places: number
  /** Published and not cancelled. */
  onShow: boolean
  startsAt: Date
  onSaleAt: Date | null
  saleEndsAt: Date | null

  mode: 'off' | 'scheduled' | 'load'
  prequeueMinutes: number
  /** Opened by hand or by load at this instant. */
  openedAt: Date | null
  admissionSeconds: number
  targetInside: number
  admitPerMinute: number
  entryRule: 'anyone' | 'signed_in' | 'code'
  challenge: 'under_pressure' | 'always' | 'never'
  paused: boolean
  draining: boolean

  lastNumber: number
  /** Everyone up to this number has been let in, or has left. */
  serving: number
  /** How many have been let in altogether. */
  admitted: number
  credit: number
  creditedAt: Date | null
  decided: number
  decidedSeats: number
  draw: Draw | null
}

/** All but the seed. Hashes as hexadecimal digits. */
export interface Draw {
  commitment: string
  committedAt: Date
  frozenAt: Date | null
  entrants: number | null
  digest: string | null
  revealedAt: Date | null
}

export interface Figures {
  waiting: number
  /** Let in, in time, and without an order yet. */
  inside: number
  /** Those of them who have not held anything yet. */
  choosing: number
  /** Seats. `held`: in somebody's basket or being paid for. */
  free: number
  held: number
  sold: number
}

/** When the pre-queue opens; null where there is none. */
export function prequeueOpensAt(room: Room): Date | null {
  if (room.mode !== 'scheduled' || room.onSaleAt === null) return null
  const scheduledMs = room.onSaleAt.getTime() - room.prequeueMinutes * 60_000
  return new Date(Math.min(scheduledMs, room.openedAt?.getTime() ?? scheduledMs))
}

/** Whether it is time to commit to the seed of the draw. */
export function isTimeToCommit(room: Room, now: Date): boolean {
  const opensAt = prequeueOpensAt(room)
  return (
    room.draw === null && room.onShow && opensAt !== null && opensAt <= now && isBefore(now, room.onSaleAt)
  )
}

/** Whether the list of entrants is to be closed. */
export function isTimeToFreeze(room: Room, now: Date): boolean {
  return room.draw?.frozenAt === null && room.onSaleAt !== null && room.onSaleAt <= now
}

/** Whether the digest of the list has been public for long enough to show the seed. */
export function isTimeToReveal({ draw }: Room, now: Date, digestShownMs: number): boolean {
  if (draw === null || draw.frozenAt === null || draw.revealedAt !== null) return false
  return now.getTime() - draw.frozenAt.getTime() >= digestShownMs
}

export function phaseOf(room: Room, { free, held }: Pick<Figures, 'free' | 'held'>, now: Date): QueuePhase {
  if (room.mode === 'off') return 'off'
  if (!room.onShow || room.startsAt <= now || (room.saleEndsAt !== null && room.saleEndsAt <= now))
    return 'ended'
  if (room.mode === 'load' && (room.openedAt === null || room.openedAt > now)) return 'off'
  if (isBefore(now, room.onSaleAt)) return room.draw === null ? 'closed' : 'gathering'
  if (room.draw !== null && room.draw.revealedAt === null) return 'drawing'
  if (free === 0 && held === 0) return 'sold_out'
  return room.paused ? 'paused' : 'open'
}

/** Whether seats are held by those only who have been let in. Before the sale the ledger refuses by itself. */
export function isGuarded(phase: QueuePhase): boolean {
  return phase !== 'off' && phase !== 'ended'
}

/** How many are really ahead of a number: `left` are numbers that were given up before their turn, ascending. */
export function aheadOf(number: number, serving: number, left: readonly number[]): number {
  return Math.max(0, number - 1 - serving - countBelow(left, number))
}

export function isAmong(ascending: readonly number[], number: number): boolean {
  return ascending[countBelow(ascending, number)] === number
}

function countBelow(ascending: readonly number[], bound: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < bound) low = middle + 1
    else high = middle
  }
  return low
}

function isBefore(now: Date, instant: Date | null): boolean {
  return instant !== null && now < instant
}
