import { describe, expect, it } from 'vitest'
import { createPace } from './pace.ts'

const limits = { gatherMs: 50, gatherMostMs: 400, writingShare: 0.5, paceMs: 250 }

/** Lets changes come all the time: a round of writes every `gatherMs`. */
function house() {
  let time = 0
  const pace = createPace(limits, () => time)
  return {
    pace,
    passRounds(rounds: number, roundMs: number) {
      for (let i = 0; i < rounds; i += 1) {
        time += pace.gatherMs
        pace.spent(roundMs)
      }
    },
    pause(ms: number) {
      time += ms
    },
  }
}

describe('the pace of telling viewers', () => {
  it('is the shortest while writing takes less than its share', () => {
    const { pace, passRounds } = house()
    passRounds(100, 20)
    expect(pace.gatherMs).toBe(50)
  })

  it('is as long as makes writing take its share, and short again when there are fewer to write to', () => {
    const { pace, passRounds } = house()
    passRounds(100, 40)
    expect(pace.gatherMs).toBeCloseTo(80, 0)
    passRounds(100, 60)
    expect(pace.gatherMs).toBeCloseTo(120, 0)
    passRounds(100, 10)
    expect(pace.gatherMs).toBe(50)
  })

  it('never keeps a change for longer than its bound', () => {
    const { pace, passRounds } = house()
    passRounds(100, 1_000)
    expect(pace.gatherMs).toBe(400)
  })

  it('is the shortest again after a quiet while', () => {
    const { pace, passRounds, pause } = house()
    passRounds(100, 60)
    pause(10_000)
    passRounds(1, 60)
    expect(pace.gatherMs).toBe(50)
  })
})
