import { expect, test } from 'vitest'
import { noInsets } from './camera.ts'
import { createMotion } from './motion.ts'

const bounds = {
  box: { left: 0, top: 0, right: 2000, bottom: 2000 },
  size: { width: 500, height: 500 },
  insets: noInsets,
  nearest: 4,
}
const moving = () => createMotion(bounds, () => false)

test('a flight arrives exactly, and then there is rest', () => {
  const motion = moving()
  motion.flyTo({ x: 600, y: 800, scale: 2 }, 1000)
  expect(motion.advance(1100)).toBe(true)
  expect(motion.view().scale).toBeGreaterThan(0.25)
  expect(motion.view().scale).toBeLessThan(2)
  motion.advance(5000)
  expect(motion.view()).toEqual({ x: 600, y: 800, scale: 2 })
  expect(motion.isMoving()).toBe(false)
  expect(motion.advance(5016)).toBe(false)
})

test('a thrown map slows down and stops, further the faster it was thrown', () => {
  const way = (speed: number) => {
    const motion = moving()
    motion.flyTo({ x: 1000, y: 1000, scale: 2 }, 0)
    motion.advance(1000)
    motion.throw(speed, 0, 1000)
    let steps = 0
    for (let now = 1016; motion.advance(now); now += 16) steps += 1
    expect(steps).toBeLessThan(300)
    return 1000 - motion.view().x
  }
  expect(way(0.5)).toBeCloseTo((0.5 * 300) / 2, -1)
  expect(way(1)).toBeGreaterThan(way(0.5) * 1.9)
})

test('the notches of a wheel become one movement to the sum of them', () => {
  const motion = moving()
  motion.wheel(250, 250, 1.5, 0)
  motion.wheel(250, 250, 1.5, 10)
  expect(motion.view().scale).toBe(0.25)
  expect(motion.isScaling()).toBe(true)
  for (let now = 16; motion.advance(now); now += 16) expect(now).toBeLessThan(2_000)
  expect(motion.view().scale).toBeCloseTo(0.25 * 2.25)
})

test('who wants less motion is there at once', () => {
  const motion = createMotion(bounds, () => true)
  motion.zoomBy(2, 0)
  expect(motion.view().scale).toBe(0.5)
  motion.wheel(250, 250, 2, 0)
  expect(motion.view().scale).toBe(1)
  motion.throw(3, 3, 0)
  expect(motion.isMoving()).toBe(false)
})

test('touching the map stops it', () => {
  const motion = moving()
  motion.zoomBy(4, 0)
  motion.advance(100)
  motion.stop()
  expect(motion.advance(200)).toBe(false)
})

test('a resized view keeps showing everything only for whoever looks at everything', () => {
  const motion = moving()
  motion.resize({ width: 1000, height: 1000 }, noInsets, 4)
  expect(motion.view().scale).toBe(0.5)
  motion.panBy(0, 0)
  motion.pinch({ x: 500, y: 500 }, { x: 500, y: 500 }, 4)
  motion.resize({ width: 500, height: 500 }, noInsets, 4)
  expect(motion.view().scale).toBe(2)
})
