import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { map } from '../i18n/en/map.ts'
import { speak } from '../i18n/texts.ts'
import { describeSeat, formatMoney } from './describe-seat.ts'
import type { PlanDocument } from './plan-document.ts'
import { indexPlan, Mark } from './plan-index.ts'
import { Look } from './seat-look.ts'

await speak('en', ['en-GB'])

const plan = indexPlan(JSON.parse(readFileSync('plans/grand-theatre.json', 'utf8')) as PlanDocument)
const wording = {
  labels: map,
  locale: 'en',
  categories: plan.categories.map((category) => ({ ...category, price: { amount: 6800, currency: 'EUR' } })),
}
const seatIn = (zone: string, accept: (index: number) => boolean) =>
  plan.zones.find(({ name }) => name === zone)!.seats.find(accept)!

test('a seat is described from the house down to its state', () => {
  const seat = describeSeat(
    plan,
    seatIn('Stalls', (index) => plan.marks[index] === 0),
    Look.free,
    wording,
  )
  expect(seat.label).toMatch(/^Stalls, row [A-Z], seat \d+, (Premium|Stalls), €68\.00, available$/)
  expect(seat.notes).toEqual([])
})

test('what to know before choosing it is part of it', () => {
  const restricted = seatIn('Stalls', (index) => (plan.marks[index]! & Mark.restrictedView) > 0)
  const seat = describeSeat(plan, restricted, Look.sold, wording)
  expect(seat.label).toMatch(/restricted view, sold$/)
})

test('every look has its own words', () => {
  const words = Object.values(Look).map((look) => describeSeat(plan, plan.seats[0]!, look, wording).state)
  expect(new Set(words).size).toBe(words.length)
})

test('money has as many digits as its currency', () => {
  expect(formatMoney({ amount: 4500, currency: 'EUR' }, 'de')).toBe('45,00\u00a0€')
  expect(formatMoney({ amount: 4500, currency: 'JPY' }, 'en')).toBe('¥4,500')
})
