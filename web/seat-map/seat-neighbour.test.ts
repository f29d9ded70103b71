import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { PlanDocument } from './plan-document.ts'
import { indexPlan, type PlanIndex } from './plan-index.ts'
import { type Direction, neighbour, seatNear } from './seat-neighbour.ts'

const read = (name: string): PlanIndex =>
  indexPlan(JSON.parse(readFileSync(`plans/${name}.json`, 'utf8')) as PlanDocument)
const room = read('workshop-room')
const walk = (plan: PlanIndex, from: string, ...way: Direction[]): string => {
  const at = way.reduce((index, direction) => neighbour(plan, index, direction), plan.indexOf(from)!)
  return at < 0 ? 'edge' : plan.seatId(at)
}

test('in a room of straight rows, arrows go along and across them', () => {
  expect(walk(room, 'A-1', 'right')).toBe('A-2')
  expect(walk(room, 'B-3', 'up')).toBe('A-3')
  expect(walk(room, 'B-3', 'down', 'down', 'left')).toBe('D-2')
  expect(walk(room, 'A-1', 'left')).toBe('edge')
  expect(walk(room, 'A-1', 'up')).toBe('edge')
})

test('in a theatre of curved rows, left and right stay in the row', () => {
  const theatre = read('grand-theatre')
  const row = theatre.rows.find(({ seats }) => seats.length > 20)!
  let staying = 0
  for (let k = 1; k < row.seats.length; k += 1) {
    if (neighbour(theatre, row.seats[k - 1]!, 'right') === row.seats[k]) staying += 1
  }
  expect(staying).toBe(row.seats.length - 1)
})

test.each(['grand-theatre', 'arena'])('in %s the arrows reach every seat from every seat', (name) => {
  const plan = read(name)
  const directions: Direction[] = ['left', 'right', 'up', 'down']
  const reached = new Uint8Array(plan.places)
  const queue = [plan.seats[0]!]
  reached[queue[0]!] = 1
  for (let k = 0; k < queue.length; k += 1) {
    for (const direction of directions) {
      const next = neighbour(plan, queue[k]!, direction)
      if (next < 0 || reached[next]) continue
      reached[next] = 1
      queue.push(next)
    }
  }
  expect(queue.length).toBe(plan.seats.length)
})

test('the keyboard begins at a free seat, or at any if none is free', () => {
  const [x, y] = [room.x[12]!, room.y[12]!]
  expect(seatNear(room, x, y, () => true)).toBe(12)
  expect(seatNear(room, x, y, (index) => index === 24)).toBe(24)
  expect(seatNear(room, x, y, () => false)).toBe(12)
})
