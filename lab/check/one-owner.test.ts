import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findConflicts, type Tenancy } from './one-owner.ts'
import { never } from './span.ts'

const had = (begun: number, got: number, gave: number, gone: number): Tenancy => ({
  start: { earliest: begun, latest: got },
  end: { earliest: gave, latest: gone },
})

/** Wing and Gong's way: tries every order, in each of them everything as early as it can be. */
function isPossible(tenancies: readonly Tenancy[], after = Number.NEGATIVE_INFINITY): boolean {
  if (tenancies.length === 0) return true
  return tenancies.some(({ start, end }, i) => {
    const from = Math.max(start.earliest, after)
    const to = Math.max(end.earliest, from)
    return from <= start.latest && to <= end.latest && isPossible(tenancies.toSpliced(i, 1), to)
  })
}

describe('one owner', () => {
  it('believes one after the other, however closely', () => {
    expect(findConflicts([had(0, 2, 5, 7), had(4, 6, 9, 9), had(9, 9, never, never)])).toEqual([])
  })

  it('catches a seat that is given while it is surely somebody else’s', () => {
    const [first, second] = [had(0, 2, never, never), had(5, 6, never, never)]
    expect(findConflicts([second, first])).toEqual([{ a: first, b: second }])
  })

  it('catches a third who comes while the first is still there and the second has gone', () => {
    expect(findConflicts([had(0, 1, 20, 20), had(2, 3, 4, 5), had(10, 11, 12, 13)])).toHaveLength(2)
  })

  it('catches one who may have had it for an instant only, if there was none', () => {
    expect(findConflicts([had(0, 1, 20, 20), had(5, 9, 6, 8)])).toHaveLength(1)
    expect(findConflicts([had(0, 1, 7, 20), had(5, 9, 6, 8)])).toEqual([])
  })

  it('says of every small history what trying all orders says', () => {
    const span = fc.tuple(fc.nat(12), fc.nat(4))
    const tenancy = fc.tuple(span, span).map(([[begun, took], [gave, ended]]) => {
      const got = begun + took
      // Nobody ends what they have not yet asked for.
      return had(begun, got, begun + gave, Math.max(begun + gave + ended, begun))
    })
    fc.assert(
      fc.property(fc.array(tenancy, { maxLength: 5 }), (tenancies) => {
        expect(findConflicts(tenancies).length === 0).toBe(isPossible(tenancies))
      }),
      { numRuns: 3_000 },
    )
  })

  it('needs no longer for a seat that ten thousand people had', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => had(i * 10, i * 10 + 5, i * 10 + 8, i * 10 + 12))
    expect(findConflicts(many)).toEqual([])
    expect(findConflicts([...many, had(50, 52, 90_000, 90_001)]).length).toBeGreaterThan(0)
  })
})
