import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aheadOf, isTimeToCommit, isTimeToFreeze, isTimeToReveal, phaseOf, type Room } from './room.ts'

const at = (time: string) => new Date(`2026-11-21T${time}Z`)
const house = { free: 10, held: 0 }
const scheduled: Room = {
  eventId: 'e',
  slug: 's',
  organiserId: null,
  maxPerOrder: 4,
  places: 10,
  onShow: true,
  startsAt: at('20:00:00'),
  onSaleAt: at('10:00:00'),
  saleEndsAt: null,
  mode: 'scheduled',
  prequeueMinutes: 30,
  openedAt: null,
  admissionSeconds: 300,
  targetInside: 10,
  admitPerMinute: 60,
  entryRule: 'anyone',
  challenge: 'never',
  paused: false,
  draining: false,
  lastNumber: 0,
  serving: 0,
  admitted: 0,
  credit: 0,
  creditedAt: null,
  decided: 0,
  decidedSeats: 0,
  draw: null,
}
const committed = {
  commitment: 'c',
  committedAt: at('09:30:00'),
  frozenAt: null,
  entrants: null,
  digest: null,
  revealedAt: null,
}
const frozen = { ...committed, frozenAt: at('10:00:00'), entrants: 3, digest: 'd' }
const drawn = { ...frozen, revealedAt: at('10:00:02') }

test('a scheduled room goes its way: closed, gathering, drawing, open, sold out, ended', () => {
  const phase = (change: Partial<Room>, time: string, seats = house) =>
    phaseOf({ ...scheduled, ...change }, seats, at(time))
  expect(phase({}, '09:00:00')).toBe('closed')
  expect(phase({ draw: committed }, '09:31:00')).toBe('gathering')
  expect(phase({ draw: committed }, '10:00:00')).toBe('drawing')
  expect(phase({ draw: frozen }, '10:00:01')).toBe('drawing')
  expect(phase({ draw: drawn }, '10:00:03')).toBe('open')
  expect(phase({ draw: drawn, paused: true }, '10:00:03')).toBe('paused')
  expect(phase({ draw: drawn }, '10:30:00', { free: 0, held: 1 })).toBe('open')
  expect(phase({ draw: drawn }, '10:30:00', { free: 0, held: 0 })).toBe('sold_out')
  expect(phase({ draw: drawn }, '20:00:00')).toBe('ended')
  expect(phase({ mode: 'off' }, '09:31:00')).toBe('off')
  // A room that was switched on in mid-sale has no draw, and none to wait for.
  expect(phase({}, '11:00:00')).toBe('open')
  expect(phase({ mode: 'load', onSaleAt: null }, '11:00:00')).toBe('off')
  expect(phase({ mode: 'load', onSaleAt: null, openedAt: at('10:59:00') }, '11:00:00')).toBe('open')
})

test('the seed is committed to when the pre-queue opens, the list closed at the opening, the seed shown after its digest', () => {
  expect(isTimeToCommit(scheduled, at('09:29:59'))).toBe(false)
  expect(isTimeToCommit(scheduled, at('09:30:00'))).toBe(true)
  expect(isTimeToCommit({ ...scheduled, openedAt: at('09:00:00') }, at('09:00:00'))).toBe(true)
  expect(isTimeToCommit(scheduled, at('10:00:00'))).toBe(false)
  expect(isTimeToFreeze({ ...scheduled, draw: committed }, at('09:59:59'))).toBe(false)
  expect(isTimeToFreeze({ ...scheduled, draw: committed }, at('10:00:00'))).toBe(true)
  expect(isTimeToFreeze({ ...scheduled, draw: frozen }, at('10:00:00'))).toBe(false)
  expect(isTimeToReveal({ ...scheduled, draw: frozen }, at('10:00:01'), 2_000)).toBe(false)
  expect(isTimeToReveal({ ...scheduled, draw: frozen }, at('10:00:02'), 2_000)).toBe(true)
  expect(isTimeToReveal({ ...scheduled, draw: drawn }, at('10:00:09'), 2_000)).toBe(false)
})

test('how many are ahead is exact, and never grows: the queue is served from the front and left from anywhere', () => {
  const step = fc.oneof(
    fc.record({ serve: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ leave: fc.integer({ min: 1, max: 100 }) }),
    fc.record({ join: fc.integer({ min: 1, max: 5 }) }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 100 }), fc.array(step, { maxLength: 60 }), (own, steps) => {
      let last = 100
      let serving = 0
      const left = new Set<number>()
      let ahead = own - 1
      for (const each of steps) {
        if ('join' in each) last += each.join
        if ('leave' in each && each.leave > serving && each.leave !== own) left.add(each.leave)
        if ('serve' in each)
          for (let served = 0; served < each.serve && serving + 1 < own; ) {
            serving += 1
            if (!left.has(serving)) served += 1
          }
        const gone = [...left].filter((number) => number > serving).sort((a, b) => a - b)
        const now = aheadOf(own, serving, gone)
        let counted = 0
        for (let number = serving + 1; number < Math.min(own, last + 1); number += 1)
          if (!left.has(number)) counted += 1
        expect(now).toBe(counted)
        expect(now).toBeLessThanOrEqual(ahead)
        ahead = now
      }
    }),
  )
})
