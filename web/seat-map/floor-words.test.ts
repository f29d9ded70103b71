import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { map } from '../i18n/en/map.ts'
import { speak } from '../i18n/texts.ts'
import { standingWords, zoneWords } from './floor-words.ts'
import type { PlanDocument } from './plan-document.ts'
import { indexPlan } from './plan-index.ts'
import { createSeatTally } from './seat-tally.ts'

await speak('en', ['en-GB'])

const plan = indexPlan(JSON.parse(readFileSync('plans/arena.json', 'utf8')) as PlanDocument)
const tally = createSeatTally(plan)
const states = new Uint8Array(plan.places)
tally.recount(states)
const prices: Record<string, number> = { Standing: 6000, Ringside: 14500, Lower: 9500 }
const wording = {
  labels: map,
  locale: 'en',
  categories: plan.categories.map((category) => ({
    ...category,
    price: { amount: prices[category.name] ?? 5000, currency: 'EUR' },
  })),
}
const zone = plan.zones.findIndex(({ name }) => name === 'Block 101')

test('a floor with several prices says the lowest', () => {
  const { length } = plan.zones[zone]!.seats
  expect(zoneWords(plan, tally, zone, null, wording)).toEqual({
    name: 'Block 101',
    left: `${length} left`,
    price: 'from €95.00',
  })
})

test('whoever filters is told of what they asked for only', () => {
  const words = zoneWords(plan, tally, zone, new Set(['Ringside']), wording)
  expect(words.price).toBe('€145.00')
  expect(Number.parseInt(words.left, 10)).toBeLessThan(plan.zones[zone]!.seats.length)
  expect(zoneWords(plan, tally, zone, new Set(['Standing']), wording).left).toBe('')
})

test('standing room counts its places', () => {
  expect(standingWords(plan, tally, 0, wording)).toEqual({
    name: plan.standing[0]!.label,
    left: '2,000 left',
    price: '€60.00',
  })
})
