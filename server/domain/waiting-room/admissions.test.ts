import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideAdmissions, seatsPerAdmission } from './admissions.ts'
import type { Figures, Room } from './room.ts'

const now = new Date('2026-11-21T10:00:00Z')

const room = fc.record({
  admitPerMinute: fc.integer({ min: 1, max: 6000 }),
  targetInside: fc.integer({ min: 1, max: 1000 }),
  credit: fc.double({ min: 0, max: 1000, noNaN: true }),
  creditedAt: fc.option(fc.date({ min: new Date('2026-11-21T09:00:00Z'), max: now, noInvalidDate: true })),
  decided: fc.nat(500),
  decidedSeats: fc.nat(2000),
  maxPerOrder: fc.integer({ min: 1, max: 10 }),
  paused: fc.boolean(),
}) as unknown as fc.Arbitrary<Room>

const figures: fc.Arbitrary<Figures> = fc
  .record({
    waiting: fc.nat(50_000),
    inside: fc.nat(1000),
    choosing: fc.nat(1000),
    free: fc.nat(3000),
    held: fc.nat(500),
    sold: fc.nat(3000),
  })
  .map((f) => ({ ...f, choosing: Math.min(f.choosing, f.inside) }))

test('nobody is let in to find nothing, none more than wait, than fit inside, or than the rate allows', () => {
  fc.assert(
    fc.property(room, figures, (rules, state) => {
      const { count, credit } = decideAdmissions(rules, state, now)
      expect(Number.isInteger(count) && count >= 0).toBe(true)
      if (state.free === 0 || rules.paused) expect(count).toBe(0)
      expect(count).toBeLessThanOrEqual(state.waiting)
      expect(state.inside + count).toBeLessThanOrEqual(Math.max(rules.targetInside, state.inside))
      expect(count).toBeLessThanOrEqual(credit)
      // Those inside who have not held anything yet would hold all free seats between them, and one more at most.
      if (count > 0) expect((state.choosing + count - 1) * seatsPerAdmission(rules)).toBeLessThan(state.free)
    }),
  )
})

test('no seat stays empty while somebody waits and nobody inside is choosing', () => {
  fc.assert(
    fc.property(room, figures, (rules, state) => {
      fc.pre(!rules.paused && state.free > 0 && state.waiting > 0)
      const open = { ...rules, credit: 1, creditedAt: now }
      const idle = { ...state, choosing: 0, inside: Math.min(state.inside, rules.targetInside - 1) }
      expect(decideAdmissions(open, idle, now).count).toBeGreaterThan(0)
    }),
  )
})

test('over a minute the rate is kept, however often somebody looks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 100 }),
      (admitPerMinute, pausesMs) => {
        const rules = {
          admitPerMinute,
          targetInside: 1e9,
          decided: 0,
          decidedSeats: 0,
          maxPerOrder: 1,
          paused: false,
        }
        const crowd = { waiting: 1e9, inside: 0, choosing: 0, free: 1e9, held: 0, sold: 0 }
        let [credit, creditedAt, atMs, total] = [0, now, now.getTime(), 0]
        for (const pauseMs of pausesMs) {
          atMs += pauseMs
          const at = new Date(atMs)
          const decided = decideAdmissions({ ...rules, credit, creditedAt } as Room, crowd, at)
          total += decided.count
          credit = decided.credit - decided.count
          creditedAt = at
        }
        const allowed = ((atMs - now.getTime()) / 60_000) * admitPerMinute
        expect(total).toBeLessThanOrEqual(allowed + 1)
      },
    ),
  )
})

test('what people really hold replaces what was believed', () => {
  const base = { maxPerOrder: 6 }
  expect(seatsPerAdmission({ ...base, decided: 0, decidedSeats: 0 })).toBe(2)
  expect(seatsPerAdmission({ ...base, decided: 990, decidedSeats: 3960 })).toBeCloseTo(4, 1)
  expect(seatsPerAdmission({ ...base, decided: 1000, decidedSeats: 0 })).toBe(0.25)
})
