import { expect, test } from 'vitest'
import { createFramePace } from './frame-pace.ts'

function zoom(frameMs: number, frames: number, lateEvery = Number.POSITIVE_INFINITY) {
  const pace = createFramePace()
  let now = 0
  for (let k = 1; k <= frames; k += 1) pace.drawn((now += k % lateEvery === 0 ? 2 * frameMs : frameMs), true)
  return { pace, now }
}

test('a machine that keeps up gets every pixel', () => {
  const { pace, now } = zoom(16.7, 200)
  expect(pace.ratio(now, 3, true)).toBe(3)
})

test('one that does not gets half of them, while it zooms and for a while', () => {
  const { pace, now } = zoom(40, 12)
  expect(pace.ratio(now, 3, true)).toBe(1.5)
  expect(pace.ratio(now, 3, false)).toBe(3)
  expect(pace.ratio(now, 1, true)).toBe(1)
  expect(pace.ratio(now + 60_000, 3, true)).toBe(3)
})

test('one that is late now and then keeps them, unless that comes to fewer than 55 frames a second', () => {
  const seldom = zoom(16.7, 2_000, 13)
  expect(seldom.pace.ratio(seldom.now, 3, true)).toBe(3)
  const often = zoom(16.7, 200, 7)
  expect(often.pace.ratio(often.now, 3, true)).toBe(1.5)
})

test('a pause between two gestures is not slowness', () => {
  const { pace, now } = zoom(2_000, 20)
  expect(pace.ratio(now, 3, true)).toBe(3)
})

test('light coming and going may wait, for the next of thirty frames a second', () => {
  const pace = createFramePace()
  pace.drawn(1_000, false)
  expect(pace.mayWait(1_016)).toBe(true)
  expect(pace.mayWait(1_033)).toBe(false)
})
