import type { LoadReport } from '../load/load-plan.ts'
import { median } from '../load/percentiles.ts'
import type { Contestant, ContestantName } from './contestants.ts'
import type { Load, Workload } from './workloads.ts'

export interface Round {
  workload: string
  connections: number
  round: number
  contestant: ContestantName
  report: LoadReport
}

/** Median and range over the rounds. */
export interface Spread {
  median: number
  min: number
  max: number
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}

/**
 * One round of one workload: every contestant in turn, beginning with another one each time, so that a machine that
 * slows down or speeds up does so for all of them.
 */
export async function runRound(
  workload: Workload,
  contestants: readonly Contestant[],
  load: Load,
  round: number,
): Promise<Round[]> {
  const able = contestants.filter(({ name }) => workload.contestants.includes(name))
  const results: Round[] = []
  for (let turn = 0; turn < able.length; turn += 1) {
    const contestant = able[(turn + round) % able.length]!
    const report = await workload.run(contestant, load)
    if (report.unexpected > 0) {
      throw new Error(
        `${contestant.name}, ${workload.title}: ${report.unexpected} unexpected replies, the first: ${report.firstUnexpected}`,
      )
    }
    results.push({
      workload: workload.key,
      connections: load.connections,
      round,
      contestant: contestant.name,
      report,
    })
  }
  return results
}

/** Per second, of one contestant in one workload. */
export function rates(rounds: readonly Round[], workload: string, connections: number, name: ContestantName) {
  return rounds
    .filter((r) => r.workload === workload && r.connections === connections && r.contestant === name)
    .map(({ report }) => report.perSecond)
}

/** One contestant's rate over another's, round by round. Null when one of them did not run. */
export function ratio(
  rounds: readonly Round[],
  workload: string,
  connections: number,
  [above, below]: readonly [ContestantName, ContestantName],
): Spread | null {
  const over = rates(rounds, workload, connections, above)
  const under = rates(rounds, workload, connections, below)
  if (over.length === 0 || under.length === 0) return null
  return ratioOf(over, under)
}

/** Of two series, round by round. */
export function ratioOf(over: readonly number[], under: readonly number[]): Spread {
  return spreadOf(over.map((value, round) => value / under[round]!))
}
