import { type Box, emptyBox, include } from './box.ts'
import type { PlanArea, Point } from './plan-document.ts'

/** An area of the plan with its place in the plan worked out. */
export interface PlanShape {
  kind: 'stage' | 'standing' | 'decoration'
  area: PlanArea
  /** The position that the area turns about, in plan coordinates. */
  origin: Point
  /** Radians, clockwise. */
  turn: number
  /** The outline as a ring of points in plan coordinates; round shapes as polygons. Empty for a bare text. */
  ring: Point[]
  box: Box
  centre: Point
  /** The zone that the area belongs to. */
  zone: number
  /** Position in `PlanIndex.standing`, or −1. */
  standing: number
}

/** What organisers call the place that everybody looks at. */
const STAGE =
  /(^|[^\p{L}])(stage|podium|screen|lectern|orchestra pit|b(ü|ue)hne|leinwand|sc(è|e)ne|escenario|palco|palcoscenico|scena|toneel|podie|speaker)([^\p{L}]|$)|เวที/iu

/** So many corners make a circle that looks like one at any zoom the map allows. */
const CORNERS = 72

export function placeShape(area: PlanArea, zone: number, zoneAt: Point, isStageZone: boolean): PlanShape {
  const origin = { x: zoneAt.x + area.position.x, y: zoneAt.y + area.position.y }
  const turn = ((area.rotation ?? 0) * Math.PI) / 180
  const ring = outline(area).map((point) => turned(point, origin, turn))
  const box = emptyBox()
  for (const point of ring) include(box, point.x, point.y)
  if (ring.length === 0) include(box, origin.x, origin.y)
  const isStage = !area.admission && (isStageZone || STAGE.test(area.text?.text ?? ''))
  return {
    kind: area.admission ? 'standing' : isStage ? 'stage' : 'decoration',
    area,
    origin,
    turn,
    ring,
    box,
    centre: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    zone,
    standing: -1,
  }
}

export const namesStage = (name: string): boolean => STAGE.test(name)

/** Where the area's own text stands. Some editors leave it at the corner or outside, which nobody means. */
export function textPosition(shape: PlanShape): Point {
  const given = shape.area.text?.position
  if (shape.ring.length === 0) return turned(given ?? { x: 0, y: 0 }, shape.origin, shape.turn)
  if (!given) return shape.centre
  const at = turned(given, shape.origin, shape.turn)
  const corner = shape.area.shape === 'rectangle' && given.x === 0 && given.y === 0
  return corner || !isInside(shape, at.x, at.y) ? shape.centre : at
}

export const isInside = (shape: PlanShape, x: number, y: number): boolean => isWithinRing(shape.ring, x, y)

/** Even-odd rule, so that a polygon may be drawn in either direction. */
export function isWithinRing(ring: readonly Point[], x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

function outline(area: PlanArea): Point[] {
  if (area.shape === 'rectangle' && area.rectangle) {
    const { width, height } = area.rectangle
    return [
      { x: 0, y: 0 },
      { x: width, y: 0 },
      { x: width, y: height },
      { x: 0, y: height },
    ]
  }
  if (area.shape === 'polygon') return area.polygon?.points ?? []
  const radius =
    area.shape === 'ellipse'
      ? area.ellipse?.radius
      : area.circle && { x: area.circle.radius, y: area.circle.radius }
  if (area.shape === 'text' || !radius) return []
  return Array.from({ length: CORNERS }, (_, i) => {
    const angle = (i / CORNERS) * 2 * Math.PI
    return { x: Math.cos(angle) * radius.x, y: Math.sin(angle) * radius.y }
  })
}

function turned(point: Point, origin: Point, turn: number): Point {
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  return {
    x: origin.x + point.x * cos - point.y * sin,
    y: origin.y + point.x * sin + point.y * cos,
  }
}
