import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { checkRun, type Run } from './check-run.ts'
import { healthyRun } from './forge-run.ts'
import { forgeries } from './forgeries.ts'
import type { Recorded } from './history.ts'

function brokenIn(run: Run): string[] {
  return checkRun(run)
    .checks.filter(({ violations }) => violations > 0)
    .map(({ name }) => name)
}

describe('the checker', () => {
  it('accuses no server that is right, whoever is told what and when', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.integer({ min: 1, max: 400 }), (seed, acts) => {
        expect(brokenIn(healthyRun(createRandom(seed), acts))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it.each(forgeries)('catches %s', (_name, check, forge) => {
    let tried = 0
    for (let seed = 1; seed <= 40; seed += 1) {
      const run = healthyRun(createRandom(seed)) as Run & { records: Recorded[] }
      if (!forge(run)) continue
      tried += 1
      run.records.sort((a, b) => a.to - b.to)
      expect(brokenIn(run), `seed ${seed}`).toContain(check)
    }
    expect(tried).toBeGreaterThan(10)
  })

  it('says how many forgeries it catches', () => {
    const caught = forgeries.filter(([, check, forge]) => {
      const run = healthyRun(createRandom(7)) as Run & { records: Recorded[] }
      return (
        !forge(run) ||
        brokenIn({ ...run, records: run.records.toSorted((a, b) => a.to - b.to) }).includes(check)
      )
    })
    console.log(`forged histories: caught ${caught.length} of ${forgeries.length} kinds`)
    expect(caught).toHaveLength(forgeries.length)
  })

  it('takes no longer than it has to for a long history', () => {
    const run = healthyRun(createRandom(1), 3_000)
    const before = process.cpuUsage()
    checkRun(run)
    const { user } = process.cpuUsage(before)
    expect(user / 1e6).toBeLessThan(5)
  })
})
