import { expect, test } from 'vitest'
import { type Outcome, ok, refuse } from './outcome.ts'

type Refusal = { code: 'SOLD_OUT' } | { code: 'LIMIT_EXCEEDED'; limit: number }

function take(wanted: number, free: number, limit: number): Outcome<number, Refusal> {
  if (wanted > limit) return refuse({ code: 'LIMIT_EXCEEDED', limit })
  if (free === 0) return refuse({ code: 'SOLD_OUT' })
  return ok(free - wanted)
}

test('an outcome carries either the value or the refusal', () => {
  expect(take(2, 5, 4)).toEqual({ ok: true, value: 3 })
  expect(take(2, 0, 4)).toEqual({ ok: false, refusal: { code: 'SOLD_OUT' } })
  expect(take(5, 9, 4)).toEqual({ ok: false, refusal: { code: 'LIMIT_EXCEEDED', limit: 4 } })
})
