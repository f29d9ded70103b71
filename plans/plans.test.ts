import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkPlan } from '../server/domain/check-plan.ts'
import { findStage } from '../server/domain/plan-geometry.ts'
import { indexPlan, SeatFlag } from '../server/domain/seat-index.ts'
import { planText } from './drawing/finish.ts'
import { samplePlans } from './generate.ts'

/** Two seats closer than this would be drawn on top of each other. */
const SEAT_WIDTH = 22

const seats = {
  'grand-theatre': 1207,
  arena: 20_000,
  'chamber-hall': 374,
  'jazz-cellar': 71,
  'workshop-room': 25,
}
const standing = { arena: 2000, 'jazz-cellar': 30 } as Record<string, number>

describe.each(Object.entries(samplePlans))('%s', (name, draw) => {
  const text = readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')
  const verdict = checkPlan(JSON.parse(text))
  const plan = verdict.ok ? verdict.plan : expect.fail(JSON.stringify(verdict.faults.slice(0, 5)))
  const index = indexPlan(plan)

  it('is what its generator draws', () => {
    expect(planText(draw()) === text, 'run npm run plan -- generate').toBe(true)
  })

  it('is a plan without warnings, with a stage, and as large as it says', () => {
    expect(verdict.warnings).toEqual([])
    expect(findStage(plan)).toBeDefined()
    expect(index.runs.seats.length).toBe(seats[name as keyof typeof seats])
    expect(index.places - index.runs.seats.length).toBe(standing[name] ?? 0)
  })

  it('has no two seats in one spot, and all of them on the sheet', () => {
    const cells = new Map<string, number[]>()
    const cell = (v: number) => Math.floor(v / SEAT_WIDTH)
    for (const seat of index.runs.seats) {
      const [x, y] = [index.x[seat]!, index.y[seat]!]
      expect(x > 0 && y > 0 && x < plan.size.width && y < plan.size.height, index.seatIdOf(seat)).toBe(true)
      for (const dx of [-1, 0, 1]) {
        for (const dy of [-1, 0, 1]) {
          for (const other of cells.get(`${cell(x) + dx},${cell(y) + dy}`) ?? []) {
            const apart = Math.hypot(index.x[other]! - x, index.y[other]! - y)
            if (apart < SEAT_WIDTH) expect.fail(`${index.seatIdOf(seat)} lies on ${index.seatIdOf(other)}`)
          }
        }
      }
      const key = `${cell(x)},${cell(y)}`
      cells.set(key, [...(cells.get(key) ?? []), seat])
    }
  })

  it('gives every wheelchair place a companion’s seat beside it', () => {
    for (const seat of index.runs.seats) {
      if ((index.flags[seat]! & SeatFlag.accessible) === 0) continue
      const companion = index.runs.seats.find((other) => index.companionOf[other] === seat)
      expect(companion, index.labelOf(seat)).toBeDefined()
      expect(index.runs.runOf[companion!], index.labelOf(seat)).toBe(index.runs.runOf[seat])
    }
  })
})
