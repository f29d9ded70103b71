import { expect, it } from 'vitest'
import { createSeatOrder } from './seat-order.ts'

it('names every seat once before any seat twice', () => {
  for (const count of [1, 2, 3, 10, 97, 100, 4096, 100_000]) {
    const next = createSeatOrder({ prefix: 'floor:', first: 1, count })
    const seen = new Set(Array.from({ length: count }, next))
    expect(seen.size).toBe(count)
    expect(seen.has('floor:1') && seen.has(`floor:${count}`)).toBe(true)
    expect(seen.has(next())).toBe(true)
  }
})
