import { expect, test } from 'vitest'
import { nearestSeat, standIns } from './nearest-seat.ts'

// A row of six seats, one unit apart; the last is of another category, the fifth a wheelchair place.
const plan = {
  seats: [0, 1, 2, 3, 4, 5],
  x: [0, 1, 2, 3, 4, 5],
  y: [0, 0, 0, 0, 0, 0],
  category: [0, 0, 0, 0, 0, 1],
  marks: [0, 0, 0, 0, 1, 0],
}
const states = (text: string) => Uint8Array.from(text, Number)
const none = new Set<number>()

test('the nearest free seat of the same kind', () => {
  expect(nearestSeat(plan, states('001000'), 2, none)).toBe(1)
  expect(nearestSeat(plan, states('021200'), 2, none)).toBe(0)
  expect(nearestSeat(plan, states('021200'), 2, new Set([0]))).toBeNull()
})

test('neither another category nor a wheelchair place is like it', () => {
  expect(nearestSeat(plan, states('222200'), 3, none)).toBeNull()
  expect(nearestSeat(plan, states('000000'), 4, none)).toBeNull()
})

test('two lost seats get two stand-ins', () => {
  expect(standIns(plan, states('011000'), [1, 2], none)).toEqual([0, 3])
  expect(standIns(plan, states('011100'), [1, 2], none)).toEqual([0])
})
