import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LabSettings, labDefaults, labPatterns } from '../../contract/shapes/lab.ts'
import { arrival, planBuyer } from './plan-buyers.ts'

const settings: LabSettings = { ...labDefaults, buyers: 4_000, seed: 7 }
const all = (change: Partial<LabSettings> = {}) =>
  Array.from({ length: settings.buyers }, (_, number) => planBuyer({ ...settings, ...change }, number))
/** With what chance will decide later, in order. */
const described = (change: Partial<LabSettings> = {}) =>
  all(change).map(({ random, ...plan }) => ({ ...plan, later: [random(), random()] }))

describe('planned buyers', () => {
  it('are the same with the same seed, and others with another', () => {
    expect(described()).toEqual(described())
    expect(described({ seed: 8 })).not.toEqual(described())
  })

  it('are the same however many connections and processes play them', () => {
    expect(described({ connections: 3, processes: 9 })).toEqual(described())
  })

  it('behave in the proportions that were asked for', () => {
    const plans = all({ mix: { pick: 1, abandon: 3 } })
    const abandoning = plans.filter(({ behaviour }) => behaviour === 'abandon').length
    expect(plans.every(({ behaviour }) => behaviour === 'pick' || behaviour === 'abandon')).toBe(true)
    expect(abandoning / plans.length).toBeCloseTo(0.75, 1)
  })

  it('want a seat at least, and no more than they may', () => {
    const parties = new Set(all({ party: 3 }).map(({ party }) => party))
    expect([...parties].sort()).toEqual([1, 2, 3])
  })

  it('come in time, and never before those of whom more have come', () => {
    for (const pattern of labPatterns) {
      const times = all({ pattern, seconds: 20 }).map(({ arriveAtMs }) => arriveAtMs)
      expect(Math.min(...times)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...times)).toBeLessThanOrEqual(20_000)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    }
  })

  it('come evenly, more and more, or half of them in the first twentieth of the time', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, (a, b) => {
        for (const pattern of labPatterns) {
          expect(
            Math.sign(arrival(pattern, a) - arrival(pattern, b)) * Math.sign(a - b),
          ).toBeGreaterThanOrEqual(0)
        }
      }),
    )
    expect(arrival('steady', 0.5)).toBe(0.5)
    expect(arrival('ramp', 0.25)).toBe(0.5)
    expect(arrival('spike', 0.5)).toBeCloseTo(0.05)
    for (const pattern of labPatterns) expect(arrival(pattern, 1)).toBeCloseTo(1)
  })

  it('need a behaviour to choose from', () => {
    expect(() => planBuyer({ ...settings, mix: {} }, 0)).toThrow(RangeError)
  })
})
