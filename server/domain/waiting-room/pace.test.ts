import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimate } from './estimate.ts'
import { pauseBeforeDraw, pauseOf, requestsPerSecond } from './pace.ts'

const pace = { perSecond: 800, drawPerSecond: 2_500 }

test('a queue of any length stays under the stated rate', () => {
  for (const waiting of [1, 10, 100, 1_000, 10_000, 50_000, 500_000]) {
    let perSecond = 0
    for (let ahead = 0; ahead < waiting; ahead += 1) perSecond += 1000 / pauseOf(ahead, waiting, pace)
    expect(perSecond).toBeLessThanOrEqual(pace.perSecond * 1.01)
    // The short reckoning that the pace is made by is the long one.
    if (requestsPerSecond(waiting) < pace.perSecond)
      expect(perSecond / requestsPerSecond(waiting)).toBeCloseTo(1, 1)
  }
})

test('those near the front are never kept waiting for news longer than those behind them', () => {
  fc.assert(
    fc.property(fc.nat(200_000), fc.nat(200_000), fc.nat(200_000), (a, b, more) => {
      const waiting = Math.max(a, b) + more
      const [front, back] = [Math.min(a, b), Math.max(a, b)]
      expect(pauseOf(front, waiting, pace)).toBeLessThanOrEqual(pauseOf(back, waiting, pace))
    }),
  )
})

test('the first look after the draw is spread over as long as it takes, and never before it', () => {
  fc.assert(
    fc.property(
      fc.nat(60_000),
      fc.nat(200_000),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (msToDraw, gathered, chance) => {
        const pause = pauseBeforeDraw(msToDraw, gathered, pace, chance)
        expect(pause).toBeGreaterThanOrEqual(Math.min(msToDraw, 2_000))
        expect(pause).toBeLessThanOrEqual(
          Math.max(msToDraw, 2_000) + (gathered / pace.drawPerSecond) * 1000 + 1,
        )
      },
    ),
  )
  // 50,000 visitors at the opening: 2,500 a second, so that all know their number after 20 seconds.
  expect(pauseBeforeDraw(0, 50_000, pace, 0.999)).toBeLessThan(22_000)
})

test('an estimate is a range around what the queue does, or none; and says when the seats will not do', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.double({ min: 0, max: 10_000, noNaN: true }),
      fc.double({ min: 0.25, max: 6, noNaN: true }),
      fc.nat(50_000),
      fc.nat(5_000),
      (ahead, perMinute, seatsEach, free, held) => {
        const { wait, unlikely } = estimate(ahead, { perMinute, seatsEach, free, held })
        expect(unlikely).toBe(ahead * seatsEach >= free + held)
        if (perMinute === 0) expect(wait).toBeNull()
        if (wait === null) return
        const minutes = (ahead + 1) / perMinute
        expect(wait.min).toBeLessThanOrEqual(minutes)
        expect(wait.max).toBeGreaterThanOrEqual(minutes)
        expect(wait.max).toBeLessThanOrEqual(12 * 60)
      },
    ),
  )
})
