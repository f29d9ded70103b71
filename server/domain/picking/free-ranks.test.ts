import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFreeRanks } from './free-ranks.ts'

it('is a set that knows its next member', () => {
  const anyChanges = fc.array(fc.record({ at: fc.nat({ max: 39_999 }), add: fc.boolean() }), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(fc.constantFrom(1, 31, 32, 33, 1024, 1025, 40_000), anyChanges, (size, changes) => {
      const ranks = createFreeRanks(size)
      const members = new Set<number>()
      for (const { at, add } of changes) {
        const rank = at % size
        if (add) ranks.add(rank)
        else ranks.remove(rank)
        if (add) members.add(rank)
        else members.delete(rank)
        expect(ranks.has(rank)).toBe(add)
      }
      const listed: number[] = []
      for (let rank = ranks.next(0); rank >= 0; rank = ranks.next(rank + 1)) listed.push(rank)
      expect(listed).toEqual([...members].sort((a, b) => a - b))
      expect(ranks.count).toBe(members.size)
    }),
  )
})
