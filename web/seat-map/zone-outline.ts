import type { Point } from './plan-document.ts'

/**
 * The line around a zone's seats: along the first row, down the ends of the rows, back along the last row. It
 * follows a curved block as its floor would. Where rows are in such disorder that the line crosses itself,
 * the convex hull has to do. The line runs through the seats' centres; whoever draws it adds a margin.
 */
export function zoneOutline(
  rows: readonly Uint32Array[],
  x: Float32Array | readonly number[],
  y: Float32Array | readonly number[],
  tolerance = 0,
): Point[] {
  const point = (index: number): Point => ({ x: x[index]!, y: y[index]! })
  const lines = alongOneWay(rows.filter((row) => row.length > 0).map((row) => Array.from(row, point)))
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first || !last) return []
  if (lines.length === 1) return simplified(first, tolerance)
  const between = lines.slice(1, -1)
  const ring = [
    ...first,
    ...between.map((line) => line.at(-1)!),
    ...[...last].reverse(),
    ...between.map((line) => line[0]!).reverse(),
  ]
  const simple = simplified([...ring, first[0]!], tolerance).slice(0, -1)
  return crossesItself(simple) ? convexHull(lines.flat()) : simple
}

/** Douglas and Peucker: leaves out every point that lies within `tolerance` of the line without it. */
function simplified(points: readonly Point[], tolerance: number): Point[] {
  if (points.length < 3) return [...points]
  const [first, last] = [points[0]!, points.at(-1)!]
  let farthest = 0
  let away = tolerance
  for (let i = 1; i < points.length - 1; i += 1) {
    const distance = distanceToLine(points[i]!, first, last)
    if (distance > away) [farthest, away] = [i, distance]
  }
  if (farthest === 0) return [first, last]
  const before = simplified(points.slice(0, farthest + 1), tolerance)
  return [...before.slice(0, -1), ...simplified(points.slice(farthest), tolerance)]
}

function distanceToLine(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = Math.hypot(dx, dy)
  if (length === 0) return Math.hypot(p.x - a.x, p.y - a.y)
  return Math.abs(dx * (p.y - a.y) - dy * (p.x - a.x)) / length
}

/** Plans number rows from either side; the ends must be on the same side to make an edge. */
function alongOneWay(lines: Point[][]): Point[][] {
  let alongX = 0
  let alongY = 0
  return lines.map((line) => {
    const [a, b] = [line[0]!, line.at(-1)!]
    const turn = (b.x - a.x) * alongX + (b.y - a.y) * alongY < 0
    const [from, to] = turn ? [b, a] : [a, b]
    if (line.length > 1) [alongX, alongY] = [to.x - from.x, to.y - from.y]
    return turn ? [...line].reverse() : line
  })
}

function crossesItself(ring: readonly Point[]): boolean {
  for (let i = 0; i < ring.length; i += 1) {
    for (let j = i + 2; j < ring.length; j += 1) {
      if (i === 0 && j === ring.length - 1) continue
      if (cross(ring[i]!, ring[i + 1]!, ring[j]!, ring[(j + 1) % ring.length]!)) return true
    }
  }
  return false
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

const side = (a: Point, b: Point, p: Point): number =>
  Math.sign((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x))

/** Andrew's monotone chain. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const half = (each: readonly Point[]): Point[] => {
    const chain: Point[] = []
    for (const p of each) {
      while (chain.length > 1 && side(chain.at(-2)!, chain.at(-1)!, p) <= 0) chain.pop()
      chain.push(p)
    }
    return chain.slice(0, -1)
  }
  return sorted.length < 3 ? sorted : [...half(sorted), ...half([...sorted].reverse())]
}
