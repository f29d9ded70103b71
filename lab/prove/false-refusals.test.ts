import { describe, expect, it } from 'vitest'
import { falseRefusals, type Refusal } from './false-refusals.ts'

const forEver = Number.POSITIVE_INFINITY
const soldOut = (begunMs: number, endedMs: number): Refusal => ({
  begunMs,
  endedMs,
  wanted: 1,
  code: 'SOLD_OUT',
})
const notEnough = (begunMs: number, endedMs: number, wanted: number): Refusal => ({
  begunMs,
  endedMs,
  wanted,
  code: 'NOT_ENOUGH_SEATS',
})

describe('false refusals', () => {
  const twoGone = [
    { fromMs: 0, toMs: forEver, seats: 1 },
    { fromMs: 10, toMs: forEver, seats: 1 },
  ]

  it('believes a refusal once every seat may be gone', () => {
    expect(falseRefusals(2, twoGone, [soldOut(11, 12), soldOut(5, 10)])).toEqual([])
  })

  it('catches a refusal that ended before the last seat was even asked for', () => {
    expect(falseRefusals(2, twoGone, [soldOut(5, 9)])).toHaveLength(1)
    expect(falseRefusals(3, twoGone, [soldOut(20, 30)])).toHaveLength(1)
  })

  it('asks as many free seats for a party as it wanted', () => {
    expect(falseRefusals(3, twoGone, [notEnough(20, 30, 2)])).toEqual([])
    expect(falseRefusals(4, twoGone, [notEnough(20, 30, 2)])).toHaveLength(1)
  })

  it('counts a seat as possibly taken until its release was acknowledged', () => {
    const lent = [{ fromMs: 0, toMs: 100, seats: 1 }]
    expect(falseRefusals(1, lent, [soldOut(50, 60), soldOut(99, 200), soldOut(100, 200)])).toEqual([])
    expect(falseRefusals(1, lent, [soldOut(101, 200)])).toHaveLength(1)
  })

  it('looks at every instant of a refusal, not at its ends only', () => {
    const between = [{ fromMs: 40, toMs: 50, seats: 1 }]
    expect(falseRefusals(1, between, [soldOut(10, 90)])).toEqual([])
    expect(falseRefusals(1, between, [soldOut(10, 39), soldOut(51, 90)])).toHaveLength(2)
  })
})
