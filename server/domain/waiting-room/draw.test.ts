import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestOf, rank } from './draw.ts'

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
const entrants = fc.uniqueArray(fc.uuid(), { maxLength: 60 })

test('a draw is a permutation: everybody has one place, whatever the seed', () => {
  fc.assert(
    fc.property(seed, entrants, (key, ids) => {
      expect([...rank(key, digestOf(ids), ids)].sort()).toEqual([...ids].sort())
    }),
  )
})

test('the order of joining has no part in it', () => {
  fc.assert(
    fc.property(seed, entrants, (key, ids) => {
      const backwards = [...ids].reverse()
      expect(digestOf(backwards)).toBe(digestOf(ids))
      expect(rank(key, digestOf(ids), backwards)).toEqual(rank(key, digestOf(ids), ids))
    }),
  )
})

test('one entry more or less makes another draw: nobody can choose an id for its lot before the list is closed', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `entry-${i}`)
  const more = [...ids, 'entry-late']
  const key = Buffer.alloc(32, 7)
  const before = rank(key, digestOf(ids), ids)
  const after = rank(key, digestOf(more), more).filter((id) => id !== 'entry-late')
  expect(after).not.toEqual(before)
})

test('over 1,000 seeded draws every place is equally likely for everybody (chi-square)', () => {
  const people = 20
  const draws = 1_000
  const ids = Array.from({ length: people }, (_, i) => `00000000-0000-4000-8000-0000000000${10 + i}`)
  const digest = digestOf(ids)
  const counts = ids.map(() => new Array<number>(people).fill(0))
  for (let i = 0; i < draws; i += 1) {
    const key = createHash('sha256').update(`seed ${i}`).digest()
    for (const [place, id] of rank(key, digest, ids).entries()) counts[ids.indexOf(id)]![place]! += 1
  }
  const expected = draws / people
  const chiSquare = counts.flat().reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // (20 − 1)² = 361 degrees of freedom: 99.9 % of fair draws stay below 448. A draw by id, or by arrival, is far above.
  expect(chiSquare).toBeLessThan(448)
  const byArrival = people * people * expected * ((people - 1) / people)
  expect(byArrival).toBeGreaterThan(10 * 448)
})
