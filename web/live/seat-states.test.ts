import { expect, test } from 'vitest'
import type { Delta, Snapshot } from '../../contract/live.ts'
import { createSeatStates } from './seat-states.ts'

const snapshot = (version: number, states: number[], planVersion = 1): Snapshot => ({
  kind: 'snapshot',
  version,
  planVersion,
  states: Uint8Array.from(states),
})
const delta = (from: number, to: number, changes: [seat: number, state: number][]): Delta => ({
  kind: 'delta',
  from,
  to,
  changes: Uint32Array.from(changes, ([seat, state]) => (seat << 2) | state),
})

test('a snapshot counts every seat; a delta counts on from there', () => {
  const seats = createSeatStates()
  expect(seats.applySnapshot(snapshot(5, [0, 0, 1, 2, 3]))).toMatchObject({ whole: true })
  expect(seats.counts()).toEqual({ free: 2, held: 1, sold: 1, blocked: 1 })
  const changes = seats.applyDelta(
    delta(5, 6, [
      [0, 1],
      [2, 2],
      [3, 2],
    ]),
  )
  expect(changes).toEqual({
    indexes: Uint32Array.of(0, 2),
    before: Uint8Array.of(0, 1),
    whole: false,
  })
  expect(seats.counts()).toEqual({ free: 1, held: 1, sold: 2, blocked: 1 })
  expect([...seats.states]).toEqual([1, 0, 2, 2, 3])
})

test('a delta that starts later is a gap, one that ends earlier is old, one across our version is applied', () => {
  const seats = createSeatStates()
  expect(seats.applyDelta(delta(0, 1, []))).toBe('gap')
  seats.applySnapshot(snapshot(5, [0, 0]))
  expect(seats.applyDelta(delta(6, 7, [[0, 1]]))).toBe('gap')
  expect(seats.applyDelta(delta(3, 5, [[0, 1]]))).toBe('old')
  expect([...seats.states]).toEqual([0, 0])
  expect(seats.applyDelta(delta(3, 8, [[1, 2]]))).toMatchObject({ indexes: Uint32Array.of(1) })
  expect(seats.version).toBe(8)
})

test('a second snapshot tells only what differs, and may go back in versions', () => {
  const seats = createSeatStates()
  seats.applySnapshot(snapshot(50, [0, 0, 1]))
  const changes = seats.applySnapshot(snapshot(2, [0, 2, 1]))
  expect(changes).toEqual({ indexes: Uint32Array.of(1), before: Uint8Array.of(0), whole: false })
  expect(seats.version).toBe(2)
  expect(seats.counts()).toEqual({ free: 1, held: 1, sold: 1, blocked: 0 })
})

test('a snapshot with another number of seats is a new picture', () => {
  const seats = createSeatStates()
  seats.applySnapshot(snapshot(1, [0, 0]))
  expect(seats.applySnapshot(snapshot(2, [0, 0, 0], 2))).toMatchObject({ whole: true })
  expect(seats.planVersion).toBe(2)
  expect(seats.counts().free).toBe(3)
})

test('nonsense is thrown out before anything is changed', () => {
  const seats = createSeatStates()
  seats.applySnapshot(snapshot(1, [0, 0]))
  const bad = delta(1, 2, [
    [0, 1],
    [9, 1],
  ])
  expect(() => seats.applyDelta(bad)).toThrow(RangeError)
  expect(() => seats.applySnapshot(snapshot(2, [0, 7]))).toThrow(RangeError)
  expect([...seats.states]).toEqual([0, 0])
  expect(seats.version).toBe(1)
  expect(seats.counts().free).toBe(2)
})
