import { figure, table } from '../table.ts'
import type { Judged } from './budgets.ts'
import type { ContestantName } from './contestants.ts'
import { type Round, rates, ratio, type Spread, spreadOf } from './rounds.ts'
import type { Workload } from './workloads.ts'

const names: readonly ContestantName[] = ['echo', 'textbook', 'redis-lock', 'fullhouse']

/** One line a contestant and number of connections: how many a second, how long one takes, against the echo. */
export function workloadTable(
  rounds: readonly Round[],
  workload: Workload,
  connections: readonly number[],
): string {
  const rows = [
    [
      'connections',
      'contestant',
      'per second',
      'range',
      'p50',
      'p99',
      '÷ echo',
      'server',
      'database',
      'Redis',
      'load’s core',
    ],
  ]
  for (const count of connections) {
    for (const name of names) {
      const mine = rounds.filter(
        (r) => r.workload === workload.key && r.connections === count && r.contestant === name,
      )
      if (mine.length === 0) continue
      const rate = spreadOf(rates(rounds, workload.key, count, name))
      const latency = (pick: 'p50' | 'p99') =>
        spreadOf(mine.map(({ report }) => report.latencyMs.reduce((sum, step) => sum + step[pick], 0))).median
      const load = spreadOf(mine.map(({ report }) => report.cpuSeconds / report.seconds)).median
      const share = ratio(rounds, workload.key, count, [name, 'echo'])
      rows.push([
        String(count),
        name,
        figure(rate.median),
        range(rate),
        `${figure(latency('p50'))} ms`,
        `${figure(latency('p99'))} ms`,
        share ? figure(share.median) : '–',
        processorTime(mine, 'server'),
        processorTime(mine, 'database'),
        processorTime(mine, 'redis'),
        `${Math.round(load * 100)} %`,
      ])
    }
  }
  return `${workload.title}\n${table(rows)}\n`
}

export function budgetTable(judged: readonly Judged[]): string {
  const rows = [['budget', 'asked', 'measured', 'range', 'verdict']]
  for (const { what, asked, measured, pass } of judged) {
    rows.push([what, asked, figure(measured.median), range(measured), pass ? 'pass' : 'MISS'])
  }
  return table(rows)
}

/** Median over the rounds of the processor time that went into one. */
function processorTime(rounds: readonly Round[], role: string): string {
  const each = rounds.flatMap(({ report }) => {
    const seconds = report.watchedSeconds?.[role]
    return seconds === undefined ? [] : [(seconds / report.cycles) * 1e6]
  })
  return each.length === 0 ? '–' : `${figure(spreadOf(each).median)} µs`
}

function range({ min, max }: Spread): string {
  return `${figure(min)} to ${figure(max)}`
}
