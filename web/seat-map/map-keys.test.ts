import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keyAct } from './map-keys.ts'
import type { PlanDocument } from './plan-document.ts'
import { indexPlan } from './plan-index.ts'

const plan = indexPlan(JSON.parse(readFileSync('plans/workshop-room.json', 'utf8')) as PlanDocument)
const at = (seatId: string) => plan.indexOf(seatId)!
const key = (name: string, more = {}) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})
const press = (name: string, from: string, more = {}, isFree = (_: number) => true) => {
  const act = keyAct(plan, key(name, more), at(from), isFree)
  return act?.does === 'go' ? plan.seatId(act.to) : act
}

test('arrows go on, and stay at the edge', () => {
  expect(press('ArrowRight', 'A-1')).toBe('A-2')
  expect(press('ArrowLeft', 'A-1')).toBe('A-1')
})

test('with Shift, arrows go to the next free seat, or stay', () => {
  const onlyLast = (index: number) => index === at('A-5')
  expect(press('ArrowRight', 'A-1', { shiftKey: true }, onlyLast)).toBe('A-5')
  expect(press('ArrowDown', 'A-1', { shiftKey: true }, onlyLast)).toBe('A-1')
})

test('Home and End are the ends of the row', () => {
  expect(press('Home', 'C-3')).toBe('C-1')
  expect(press('End', 'C-3')).toBe('C-5')
})

test('choosing, zooming, leaving', () => {
  expect(press('Enter', 'A-1')).toEqual({ does: 'toggle' })
  expect(press(' ', 'A-1')).toEqual({ does: 'toggle' })
  expect(press('+', 'A-1')).toMatchObject({ does: 'zoom' })
  expect(press('0', 'A-1')).toEqual({ does: 'fit' })
  expect(press('Escape', 'A-1')).toEqual({ does: 'leave' })
})

test('the browser keeps its own keys', () => {
  expect(press('Tab', 'A-1')).toBeUndefined()
  expect(press('+', 'A-1', { ctrlKey: true })).toBeUndefined()
  expect(press('ArrowLeft', 'A-1', { altKey: true })).toBeUndefined()
})
