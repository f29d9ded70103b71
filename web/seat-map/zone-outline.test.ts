import { expect, test } from 'vitest'
import { convexHull, zoneOutline } from './zone-outline.ts'

const rows = (...lengths: number[]) => {
  let next = 0
  return lengths.map((length) => Uint32Array.from({ length }, () => next++))
}
const points = (list: [number, number][]) => [list.map(([x]) => x), list.map(([, y]) => y)] as const

test('a block of straight rows is its four corners', () => {
  const [x, y] = points([0, 10, 20].flatMap((py) => [0, 10, 20, 30].map((px): [number, number] => [px, py])))
  expect(zoneOutline(rows(4, 4, 4), x, y, 1)).toEqual([
    { x: 0, y: 0 },
    { x: 30, y: 0 },
    { x: 30, y: 20 },
    { x: 0, y: 20 },
  ])
})

test('rows numbered from either side make the same outline', () => {
  const [x, y] = points([
    ...[0, 10, 20].map((px): [number, number] => [px, 0]),
    ...[20, 10, 0].map((px): [number, number] => [px, 10]),
  ])
  expect(zoneOutline(rows(3, 3), x, y, 1)).toHaveLength(4)
})

test('a curved block stays hollow', () => {
  const arc = (radius: number) =>
    Array.from({ length: 9 }, (_, k): [number, number] => [
      radius * Math.cos((k / 8) * Math.PI),
      radius * Math.sin((k / 8) * Math.PI),
    ])
  const [x, y] = points([...arc(100), ...arc(120)])
  const ring = zoneOutline(rows(9, 9), x, y, 0.1)
  expect(Math.min(...ring.map((p) => Math.hypot(p.x, p.y)))).toBeCloseTo(100)
  expect(ring.length).toBeGreaterThan(14)
})

test('rows in disorder are wrapped in their hull', () => {
  const [x, y] = points([
    [0, 0],
    [100, 0],
    [40, 60],
    [50, 60],
    [0, 20],
    [100, 30],
  ])
  const ring = zoneOutline(rows(2, 2, 2), x, y, 0)
  expect(ring).toEqual(convexHull(x.map((px, i) => ({ x: px, y: y[i]! }))))
})

test('one row, one seat, none', () => {
  const [x, y] = points([
    [0, 0],
    [10, 0],
    [20, 0],
  ])
  expect(zoneOutline(rows(3), x, y, 1)).toEqual([
    { x: 0, y: 0 },
    { x: 20, y: 0 },
  ])
  expect(zoneOutline(rows(1), x, y, 1)).toEqual([{ x: 0, y: 0 }])
  expect(zoneOutline([], x, y, 1)).toEqual([])
})
