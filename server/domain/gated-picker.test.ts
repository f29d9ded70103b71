import { expect, test } from 'vitest'
import { createGatedPicker } from './gated-picker.ts'
import { indexPlan } from './seat-index.ts'
import type { SeatPlan } from './seat-plan.ts'

const row = (name: string, category: string, y: number) => ({
  row_number: name,
  position: { x: 0, y },
  seats: [0, 1, 2].map((at) => ({
    seat_guid: `${name}${at}`,
    seat_number: String(at + 1),
    position: { x: at * 20, y: 0 },
    category,
  })),
})
/** Three rows of three: the best is gold, then silver, then plain. */
const index = indexPlan({
  name: 'Small',
  size: { width: 100, height: 100 },
  categories: ['Gold', 'Silver', 'Plain'].map((name) => ({ name, color: '#ccc' })),
  zones: [
    {
      name: 'Hall',
      position: { x: 10, y: 10 },
      rows: [row('A', 'Gold', 0), row('B', 'Silver', 20), row('C', 'Plain', 40)],
      areas: [],
    },
  ],
} as unknown as SeatPlan)

const rowsOf = (picked: ReturnType<ReturnType<typeof createGatedPicker>['pick']>) =>
  picked.ok ? [...new Set(picked.seats.map((seat) => index.seatIds[seat]![0]))].sort().join('') : picked.code

test('nothing behind a code is chosen for who has none, and each code opens its own', () => {
  const picker = createGatedPicker(index, ['Gold', 'Silver'])
  expect(rowsOf(picker.pick({ quantity: 3 }))).toBe('C')
  expect(rowsOf(picker.pick({ quantity: 3, unlocked: ['Silver'] }))).toBe('B')
  expect(rowsOf(picker.pick({ quantity: 3, unlocked: ['Silver', 'Gold'] }))).toBe('A')
  expect(rowsOf(picker.pick({ quantity: 1, category: 'Gold' }))).toBe('SOLD_OUT')
  expect(rowsOf(picker.pick({ quantity: 4 }))).toBe('NOT_ENOUGH_SEATS')
})

test('all pickers know what is free, also one that is made later', () => {
  const picker = createGatedPicker(index, ['Gold'])
  expect(rowsOf(picker.pick({ quantity: 3 }))).toBe('B')
  for (const seat of [3, 4, 5]) picker.setFree(seat, false)
  expect(rowsOf(picker.pick({ quantity: 3 }))).toBe('C')
  for (const seat of [0, 6]) picker.setFree(seat, false)
  expect(rowsOf(picker.pick({ quantity: 2, unlocked: ['Gold'] }))).toBe('A')
  expect(rowsOf(picker.pick({ quantity: 3 }))).toBe('NOT_ENOUGH_SEATS')
  picker.setFree(6, true)
  picker.setFree(0, true)
  expect(rowsOf(picker.pick({ quantity: 3 }))).toBe('C')
  expect(rowsOf(picker.pick({ quantity: 3, unlocked: ['Gold'] }))).toBe('A')
  expect(picker.isFree(4)).toBe(false)
})

test('more kinds of codes than pickers are kept for still get theirs', () => {
  const picker = createGatedPicker(index, [
    'Gold',
    'Silver',
    ...Array.from({ length: 12 }, (_, at) => `Unused ${at}`),
  ])
  for (let at = 0; at < 12; at += 1)
    expect(rowsOf(picker.pick({ quantity: 3, unlocked: ['Gold', `Unused ${at}`] }))).toBe('A')
  expect(rowsOf(picker.pick({ quantity: 3 }))).toBe('C')
})
