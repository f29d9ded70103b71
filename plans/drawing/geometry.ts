import type { Position } from '../../server/domain/seat-plan.ts'

/**
 * Angles are degrees from straight ahead of the stage (down the page), growing towards the right of the page.
 * Lengths are plan units: a seat is about 25 of them wide, so 50 are a metre.
 */
export function polar(radius: number, degrees: number): Position {
  const angle = (degrees * Math.PI) / 180
  return { x: radius * Math.sin(angle), y: radius * Math.cos(angle) }
}

/** A tenth of a unit is two millimetres of hall. */
export function rounded({ x, y }: Position): Position {
  return { x: Math.round(x * 10) / 10 + 0, y: Math.round(y * 10) / 10 + 0 }
}

export interface Arc {
  radius: number
  /** The block's edges, in degrees. */
  from: number
  to: number
}

/** Seats along an arc, filling it from edge to edge, at least `pitch` apart. */
export function seatsOnArc({ radius, from, to }: Arc, pitch: number): Position[] {
  const length = (radius * (to - from) * Math.PI) / 180
  const gaps = Math.max(1, Math.floor(length / pitch))
  return Array.from({ length: gaps + 1 }, (_, i) => polar(radius, from + ((to - from) * i) / gaps))
}

/** Seats along a straight line, filling it from end to end, at least `pitch` apart. */
export function seatsOnLine(from: Position, to: Position, pitch: number): Position[] {
  const gaps = Math.max(1, Math.floor(Math.hypot(to.x - from.x, to.y - from.y) / pitch))
  return Array.from({ length: gaps + 1 }, (_, i) => ({
    x: from.x + ((to.x - from.x) * i) / gaps,
    y: from.y + ((to.y - from.y) * i) / gaps,
  }))
}

const DEGREES_PER_CORNER = 3

/** The outline of a band between two radii. */
export function arcBand(inner: number, outer: number, from: number, to: number): Position[] {
  const corners = Math.max(2, Math.ceil((to - from) / DEGREES_PER_CORNER))
  const along = (radius: number, i: number) => polar(radius, from + ((to - from) * i) / corners)
  return [
    ...Array.from({ length: corners + 1 }, (_, i) => along(inner, i)),
    ...Array.from({ length: corners + 1 }, (_, i) => along(outer, corners - i)),
  ].map(rounded)
}
