import { expect, test } from 'vitest'
import { detailAt, showsNumbers, TOUCH_RADIUS, zoneNameAlpha } from './detail.ts'

test('points, then discs, then chairs, then numbers', () => {
  expect([1, 2.6, 2.8, 6, 7, 20].map(detailAt)).toEqual(['point', 'point', 'disc', 'disc', 'chair', 'chair'])
  expect([7, 9].map(showsNumbers)).toEqual([false, true])
})

test('a seat that a finger can choose is a chair', () => {
  expect(detailAt(TOUCH_RADIUS)).toBe('chair')
})

test('zone names have faded before chairs are there', () => {
  expect(zoneNameAlpha(2)).toBe(1)
  expect(zoneNameAlpha(5)).toBeGreaterThan(0)
  expect(zoneNameAlpha(6.5)).toBe(0)
})
