import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remaining, type Said, steady } from './steady-estimate.ts'

const minutes = (count: number) => count * 60_000

test('the wait that is shown never grows unless the page says why', () => {
  const waits = fc.array(
    fc.record({ min: fc.nat(60), more: fc.integer({ min: 1, max: 60 }), afterMs: fc.nat(minutes(5)) }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(waits, (steps) => {
      let nowMs = 0
      let said: Said | null = null
      for (const { min, more, afterMs } of steps) {
        nowMs += afterMs
        const shown = said && remaining(said, nowMs)
        const next = steady(said, { min, max: min + more }, nowMs)
        said = next.said
        if (shown && !next.grew) expect(remaining(said!, nowMs).max).toBeLessThanOrEqual(shown.max)
      }
    }),
  )
})

test('a clearly longer wait is told, and is what counts from then on', () => {
  const first = steady(null, { min: 3, max: 5 }, 0)
  expect(first).toEqual({ said: { min: 3, max: 5, atMs: 0 }, grew: false })
  expect(steady(first.said, { min: 8, max: 12 }, minutes(1))).toMatchObject({ said: { max: 12 }, grew: true })
  expect(steady(first.said, null, minutes(1))).toEqual({ said: null, grew: false })
})

test('small steps up cannot add up to a long one', () => {
  let said: Said | null = steady(null, { min: 3, max: 5 }, 0).said
  let grew = false
  for (let step = 0; step < 20 && !grew; step += 1) {
    const next = steady(said, { min: 3, max: 5 }, minutes(step))
    said = next.said
    grew = next.grew
  }
  expect(grew).toBe(true)
})
