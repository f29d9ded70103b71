import { describe, expect, test } from 'vitest'
import type { LabRunSummary } from '../../../contract/shapes/lab-runs.ts'
import { firstWish, mixes, readBuyers, readSeed, toRun, wishOf } from './wish.ts'

describe('what the form says', () => {
  test('becomes a request, with the house that is chosen and no other', () => {
    expect(toRun(firstWish, true)).toEqual({
      ...{ seats: 20, buyers: 500, pattern: 'spike', seconds: 5, mix: { best: 100 }, party: 1 },
    })
    const large = toRun({ ...firstWish, house: 'plan', plan: 'arena', seed: '7' }, true)
    expect(large).toMatchObject({ plan: 'arena', seed: 7 })
    expect(large).not.toHaveProperty('seats')
  })

  test('is no request while a number is missing, too high or none', () => {
    for (const buyers of ['', '9', '501', '1e2', '-20', '20.5', 'many'])
      expect(readBuyers({ buyers, many: false }), buyers).toBeNull()
    expect(readBuyers({ buyers: ' 501 ', many: true })).toBe(501)
    expect(readBuyers({ buyers: '20001', many: true })).toBeNull()
    expect([readSeed({ seed: ' ' }), readSeed({ seed: '4294967296' })]).toEqual([undefined, null])
    expect(toRun({ ...firstWish, seed: 'x' }, true)).toBeNull()
    expect(toRun({ ...firstWish, mix: { best: 0 } }, true)).toBeNull()
  })

  test('leaves out who would have to pay where nobody can', () => {
    const mix = toRun({ ...firstWish, mix: mixes.evening }, false)?.mix
    expect(mix).not.toHaveProperty('decline')
    expect(mix).toHaveProperty('cancel')
    expect(toRun({ ...firstWish, mix: { decline: 1 } }, false)).toBeNull()
  })
})

test('a run can be asked for again as it was', () => {
  const {
    seats: _,
    seed: __,
    ...settings
  } = { ...toRun({ ...firstWish, party: 3 }, true)!, seats: 0, seed: 0 }
  const past = { plan: null, places: 12, settings: { ...settings, seed: 99 } } as unknown as LabRunSummary
  expect(wishOf(past)).toEqual({ ...firstWish, seats: 12, party: 3, seed: '99' })
  const own = { ...past, plan: 'arena', settings: { ...past.settings, mix: { hammer: 1 } } } as LabRunSummary
  expect(wishOf(own)).toMatchObject({ house: 'plan', plan: 'arena', crowd: 'own', mix: { hammer: 1 } })
})
