import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createChangeRing } from './change-ring.ts'

const packed = (seat: number, state: number) => (seat << 2) | state

describe('the ring of recent changes', () => {
  it('says what changed since a version, each seat once with its latest state', () => {
    const ring = createChangeRing(10, 100)
    ring.push(12, Uint32Array.of(packed(1, 1), packed(2, 1)), 0)
    ring.push(13, Uint32Array.of(packed(1, 2)), 0)
    expect(ring.since(10)).toMatchObject({
      from: 10,
      to: 13,
      changes: Uint32Array.of(packed(1, 2), packed(2, 1)),
    })
    expect(ring.since(12)).toMatchObject({ from: 12, to: 13, changes: Uint32Array.of(packed(1, 2)) })
    expect(ring.since(13)).toMatchObject({ from: 13, to: 13, changes: new Uint32Array(0) })
  })

  it('knows nothing of versions before its first, or after its last', () => {
    const ring = createChangeRing(10, 100)
    ring.push(11, Uint32Array.of(packed(1, 1)), 0)
    expect(ring.since(9)).toBeNull()
    expect(ring.since(12)).toBeNull()
  })

  it('answers a version in the middle of a set with the whole set: a state said twice does no harm', () => {
    const ring = createChangeRing(10, 100)
    ring.push(12, Uint32Array.of(packed(1, 1), packed(2, 1)), 0)
    expect(ring.since(11)).toMatchObject({
      from: 11,
      to: 12,
      changes: Uint32Array.of(packed(1, 1), packed(2, 1)),
    })
  })

  it('forgets the oldest beyond its bound, and everything when it starts anew', () => {
    const ring = createChangeRing(0, 2)
    for (let v = 0; v < 5; v += 1) ring.push(v + 1, Uint32Array.of(packed(v, 1)), 0)
    expect(ring.since(2)).toBeNull()
    expect(ring.since(3)?.changes).toHaveLength(2)
    ring.clear(100)
    expect(ring.since(4)).toBeNull()
    expect(ring.since(100)?.changes).toHaveLength(0)
  })

  it('brings anyone from any version it still knows to the latest states', () => {
    const steps = fc.array(fc.array(fc.tuple(fc.nat(9), fc.nat(3)), { minLength: 1, maxLength: 5 }), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(steps, fc.nat(60), fc.integer({ min: 1, max: 60 }), (sets, start, limit) => {
        const ring = createChangeRing(0, limit)
        const seats = new Uint8Array(10)
        const history = [seats.slice()]
        let version = 0
        for (const set of sets) {
          for (const [seat, state] of set) {
            seats[seat] = state
            version += 1
            history.push(seats.slice())
          }
          ring.push(
            version,
            set.map(([seat, state]) => packed(seat, state)),
            0,
          )
        }
        const missed = ring.since(start)
        if (missed === null) return
        const mine = history[start]!.slice()
        for (const change of missed.changes) mine[change >>> 2] = change & 3
        expect(mine).toEqual(seats)
        expect(missed.to).toBe(version)
      }),
    )
  })
})
