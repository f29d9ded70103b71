import { expect, it } from 'vitest'
import { createSeatOrder, shareOf } from './seat-order.ts'

it('names every seat once before any seat twice', () => {
  for (const count of [1, 2, 3, 10, 97, 100, 4096, 100_000]) {
    const next = createSeatOrder({ prefix: 'floor:', first: 1, count })
    const seen = new Set(Array.from({ length: count }, next))
    expect(seen.size).toBe(count)
    expect(seen.has('floor:1') && seen.has(`floor:${count}`)).toBe(true)
    expect(seen.has(next())).toBe(true)
  }
})

it('divides the seats so that no two shares meet', () => {
  const run = { prefix: 'S', first: 1, count: 100 }
  const all = Array.from({ length: 32 }, (_, share) => {
    const next = createSeatOrder(shareOf(run, share, 32))
    return [next(), next(), next()]
  }).flat()
  expect(new Set(all).size).toBe(96)
  expect(() => shareOf(run, 0, 101)).toThrow(RangeError)
})
