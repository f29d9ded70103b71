import { expect, test } from 'vitest'
import { openGrid, sortIntoGrid } from './spatial-grid.ts'

const side = 40
const x = Float32Array.from({ length: side * side }, (_, i) => (i % side) * 10)
const y = Float32Array.from({ length: side * side }, (_, i) => Math.floor(i / side) * 10)
const all = Uint32Array.from(x, (_, i) => i)
const box = { left: 0, top: 0, right: 390, bottom: 390 }
const grid = openGrid(sortIntoGrid(x, y, all, box, 35), x, y)

test('finds everything in a box and little outside it', () => {
  const found = new Set<number>()
  grid.visit({ left: 95, top: 195, right: 145, bottom: 225 }, (index) => void found.add(index))
  for (const index of all) {
    const inside = x[index]! >= 95 && x[index]! <= 145 && y[index]! >= 195 && y[index]! <= 225
    if (inside) expect(found.has(index)).toBe(true)
  }
  expect(found.size).toBeLessThan(100)
})

test('visits every point once when asked for everything, and points on the far edges', () => {
  const times = new Uint8Array(all.length)
  grid.visit({ left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 }, (index) => void (times[index]! += 1))
  expect(times.every((count) => count === 1)).toBe(true)
})

test('the nearest within reach, or none', () => {
  expect(grid.nearest(102, 199, 8)).toBe(20 * side + 10)
  expect(grid.nearest(-50, -50, 20)).toBe(-1)
  expect(grid.nearest(102, 199, 30, (index) => index % 2 === 1)).toBe(20 * side + 11)
})
