import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanDocument } from './plan-document.ts'
import { indexPlan } from './plan-index.ts'
import { createSeatTally } from './seat-tally.ts'

const plan = indexPlan(JSON.parse(readFileSync('plans/arena.json', 'utf8')) as PlanDocument)

test('counting on from changes gives what counting anew gives', () => {
  const change = fc.record({ index: fc.nat(plan.places - 1), state: fc.nat(3) })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const states = new Uint8Array(plan.places)
      const counted = createSeatTally(plan)
      counted.recount(states)
      for (const { index, state } of changes) {
        counted.change(index, states[index]!, state)
        states[index] = state
      }
      const anew = createSeatTally(plan)
      anew.recount(states)
      expect(counted.zoneFree).toEqual(anew.zoneFree)
      expect(counted.zoneCategoryFree).toEqual(anew.zoneCategoryFree)
      expect(counted.rowFree).toEqual(anew.rowFree)
      expect(counted.standingFree).toEqual(anew.standingFree)
    }),
    { numRuns: 30 },
  )
})

test('before the first picture nothing is free', () => {
  const tally = createSeatTally(plan)
  tally.recount(new Uint8Array(0))
  expect(tally.zoneFree.every((free) => free === 0)).toBe(true)
})
