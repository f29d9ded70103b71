import { expect, it } from 'vitest'
import type { Change } from '../availability.ts'
import { createShown } from './shown.ts'

const held = (seat: number): number => (seat << 2) | 1
/** Microseconds. */
const version = 1000

function shownAt(nowMs: number) {
  const changes: Change[] = []
  const states = new Uint8Array(4)
  const shown = createShown({
    ...{ states, version: 5, nowMs: () => nowMs, spread: 0 },
    onChange: (change) => changes.push(change),
  })
  shown.show(version, [])
  return { shown, changes }
}

it('shows what it knows alone at versions far from those that others may be given, once there is something', () => {
  const { shown, changes } = shownAt(9)
  shown.showAlone([])
  expect(shown.version).toBe(version)
  shown.showAlone([held(1)])
  shown.showAlone([held(1), held(2)])
  expect(changes).toEqual([
    { from: version, to: 9001, seats: [held(1)] },
    { from: 9001, to: 9002, seats: [held(2)] },
  ])
})

it('goes on from Redis’s version, and is far from it again when it is alone again', () => {
  const { shown, changes } = shownAt(9)
  shown.showAlone([held(1)])
  shown.show(9500, [held(1)])
  expect(shown.version).toBe(9001)
  shown.show(9600, [held(2)])
  shown.showAlone([held(3)])
  expect(changes.slice(1)).toEqual([
    { from: 9001, to: 9600, seats: [held(2)] },
    { from: 9600, to: 9601, seats: [held(3)] },
  ])
})
