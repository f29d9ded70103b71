import type { HeldBackBy } from '../../../contract/shapes/queue.ts'
import type { Figures, Room } from './room.ts'

/** What is believed of an admission before there is any: it holds two seats, and ten such have been seen. */
const BELIEVED_SEATS = 2
const BELIEVED_ADMISSIONS = 10
const LEAST_SEATS = 0.25
/** Seconds of the rate that may be saved up while there is nobody to let in. */
const SAVED_SECONDS = 10

export interface Admissions {
  /** So many may come in now. */
  count: number
  /** Of the rate, before these have come in. */
  credit: number
  /** What stands in the way of more; `nobody` waits, or nothing does. */
  heldBackBy: HeldBackBy
}

/** Seats that one admission holds on average, from those that are decided, and from belief while they are few. */
export function seatsPerAdmission({
  decided,
  decidedSeats,
  maxPerOrder,
}: Pick<Room, 'decided' | 'decidedSeats' | 'maxPerOrder'>): number {
  const believed = Math.min(BELIEVED_SEATS, maxPerOrder)
  const seats = (decidedSeats + believed * BELIEVED_ADMISSIONS) / (decided + BELIEVED_ADMISSIONS)
  return Math.max(LEAST_SEATS, seats)
}

/**
 * How many may come in now. People are let in for seats that are free, not for a server that is idle: as many as would hold
 * all of those, counting the ones inside who have not held anything yet. Seats in somebody's basket call nobody in until they
 * are free again. Above that stand the most that should be inside at once, and a rate. While a seat is free and nobody inside
 * is still choosing, the next one is always let in, so that no seat waits for a party of the average size.
 */
export function decideAdmissions(room: Room, figures: Figures, now: Date): Admissions {
  const credit = creditAt(room, now)
  const wanted =
    figures.free === 0 ? 0 : Math.max(0, Math.ceil(figures.free / seatsPerAdmission(room)) - figures.choosing)
  const allowed: [number, HeldBackBy][] = [
    [room.paused ? 0 : Number.POSITIVE_INFINITY, 'paused'],
    [wanted, 'seats'],
    [Math.max(0, room.targetInside - figures.inside), 'inside'],
    [Math.floor(credit), 'rate'],
  ]
  let count = figures.waiting
  let heldBackBy: HeldBackBy = 'nobody'
  for (const [most, by] of allowed)
    if (most < count) {
      count = most
      heldBackBy = by
    }
  return { count, credit, heldBackBy }
}

function creditAt({ admitPerMinute, credit, creditedAt }: Room, now: Date): number {
  const perSecond = admitPerMinute / 60
  const most = Math.max(1, perSecond * SAVED_SECONDS)
  if (creditedAt === null) return most
  const seconds = Math.max(0, now.getTime() - creditedAt.getTime()) / 1000
  return Math.min(most, credit + seconds * perSecond)
}
