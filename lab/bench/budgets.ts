import type { ContestantName } from './contestants.ts'
import { type Round, ratio, type Spread } from './rounds.ts'

/** What the design asks for, as ratios measured in one run; absolute numbers would say more of the machine. */
export interface Budget {
  what: string
  workload: string
  connections: number
  over: readonly [ContestantName, ContestantName]
  atLeast: number
}

export const budgets: readonly Budget[] = [
  {
    what: 'holds ÷ bare echo, 64 connections',
    workload: 'holds',
    connections: 64,
    over: ['fullhouse', 'echo'],
    atLeast: 0.5,
  },
  {
    what: 'holds ÷ textbook, 64 connections',
    workload: 'holds',
    connections: 64,
    over: ['fullhouse', 'textbook'],
    atLeast: 30,
  },
  {
    what: 'holds ÷ textbook, 1 connection',
    workload: 'holds',
    connections: 1,
    over: ['fullhouse', 'textbook'],
    atLeast: 0.9,
  },
  {
    what: 'refusals ÷ bare echo, 64 connections',
    workload: 'refusals',
    connections: 64,
    over: ['fullhouse', 'echo'],
    atLeast: 0.7,
  },
  {
    what: 'refusals (sold out) ÷ bare echo, 64 connections',
    workload: 'refusals-sold-out',
    connections: 64,
    over: ['fullhouse', 'echo'],
    atLeast: 0.7,
  },
  {
    what: 'bookings ÷ bare echo, 64 connections',
    workload: 'bookings',
    connections: 64,
    over: ['fullhouse', 'echo'],
    atLeast: 0.2,
  },
]

/** Hold latency (median) of an event of 100,000 seats over one of 100. */
export const growthAtMost = 1.2

export interface Judged {
  what: string
  asked: string
  measured: Spread
  pass: boolean
}

/** Every budget whose contestants ran. */
export function judgeBudgets(rounds: readonly Round[]): Judged[] {
  return budgets.flatMap(({ what, workload, connections, over, atLeast }) => {
    const measured = ratio(rounds, workload, connections, over)
    return measured ? [{ what, asked: `≥ ${atLeast}`, measured, pass: measured.median >= atLeast }] : []
  })
}

export function judgeGrowth(connections: number, measured: Spread): Judged {
  return {
    what: `hold latency, 100,000 seats ÷ 100, ${connections} connection${connections === 1 ? '' : 's'}`,
    asked: `≤ ${growthAtMost}`,
    measured,
    pass: measured.median <= growthAtMost,
  }
}
