import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkPlan } from '../../domain/check-plan.ts'
import { placeCosts } from '../../domain/picking/place-cost.ts'
import { indexPlan, SeatFlag, type SeatIndex } from '../../domain/seat-index.ts'
import { stretchesOf } from './stretches.ts'

function read(name: string): SeatIndex {
  const text = readFileSync(new URL(`../../../plans/${name}.json`, import.meta.url), 'utf8')
  const checked = checkPlan(JSON.parse(text))
  if (!checked.ok) throw new Error(`${name} is broken`)
  return indexPlan(checked.plan)
}

/** The seats of each stretch, as a script reads them. */
function unpack(index: SeatIndex) {
  const { packed } = stretchesOf(index)
  return Array.from({ length: packed.length / 12 }, (_, rank) => {
    const [first, length] = [packed.readUInt32LE(rank * 12), packed.readUInt32LE(rank * 12 + 4)]
    return {
      rank,
      seats: Array.from({ length }, (_, at) => first + at),
      category: packed.readUInt16LE(rank * 12 + 8),
      area: packed.readUInt16LE(rank * 12 + 10) - 1,
    }
  })
}

test.each(['arena', 'chamber-hall', 'grand-theatre', 'jazz-cellar', 'workshop-room'])(
  '%s: every place that a buyer may be given is in one stretch of neighbours of its kind',
  (name) => {
    const index = read(name)
    const { rankOf } = stretchesOf(index)
    const seen = new Uint8Array(index.places)
    for (const { rank, seats, category, area } of unpack(index)) {
      const kinds = seats.map((seat) => index.flags[seat]! & SeatFlag.companion)
      expect(new Set(kinds).size).toBe(1)
      for (const seat of seats) {
        seen[seat]! += 1
        expect(rankOf[seat]).toBe(rank)
        expect(index.categoryOf[seat]).toBe(category)
        expect(index.areaOf[seat]).toBe(area)
        expect(index.runs.runOf[seat]).toBe(index.runs.runOf[seats[0]!])
      }
    }
    const wheelchairs = [...seen.keys()].filter((seat) => index.flags[seat]! & SeatFlag.accessible)
    for (const seat of seen.keys()) expect(seen[seat]).toBe(wheelchairs.includes(seat) ? 0 : 1)
  },
)

test('the best come first, seats beside wheelchair places after all others, areas last', () => {
  const index = read('arena')
  const cost = placeCosts(index)
  const stretches = unpack(index)
  const rows = stretches.filter(({ area }) => area < 0)
  expect(stretches.slice(0, rows.length)).toEqual(rows)
  const best = rows.map(({ seats }) => Math.min(...seats.map((seat) => cost[seat]!)))
  expect(best).toEqual(best.toSorted((a, b) => a - b))
  const kinds = rows.map(({ seats }) => index.flags[seats[0]!]! & SeatFlag.companion)
  expect(kinds).toEqual(kinds.toSorted((a, b) => a - b))
})
