import { expect, test } from 'vitest'
import { linePath, percent, roundUp } from './chart-scale.ts'

test('an axis ends at a round number that nothing reaches over', () => {
  const ends = [0, 0.4, 1, 1.01, 2, 3, 7, 10, 11, 49, 51, 999, 1001]
  expect(ends.map(roundUp)).toEqual([1, 1, 1, 2, 2, 5, 10, 10, 20, 50, 100, 1000, 2000])
  for (let value = 0.1; value < 1e6; value *= 1.3) expect(roundUp(value)).toBeGreaterThanOrEqual(value)
  expect(roundUp(Number.NaN)).toBe(1)
})

test('a line goes from left to right, up for more, and breaks where nothing is known', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 5, y: 10 },
    { x: 7, y: null },
    { x: 10, y: 5 },
  ]
  expect(linePath(points, 10, 10)).toBe('M0 100L50 0M100 50')
  expect(linePath([], 10, 10)).toBe('')
  expect(percent(3, 0)).toBe(0)
  expect(percent(30, 10)).toBe(100)
})
