import type { ContestantName } from '../bench/contestants.ts'
import type { FanOut } from '../bench/fan-out.ts'
import { type Round, rates, spreadOf } from '../bench/rounds.ts'
import { figure } from '../table.ts'
import { type BarGroup, drawBars } from './bars.ts'

/** What `npm run bench` keeps, as far as it is drawn. */
export interface Result {
  at: string
  processor?: string
  cores: number
  measured: Round[]
  fanOut?: FanOut[]
}

const called: Readonly<Record<ContestantName, string>> = {
  fullhouse: 'Fullhouse',
  'redis-lock': 'Redis lock, then PostgreSQL',
  textbook: 'SELECT … FOR UPDATE',
  echo: 'bare node:http echo',
}
const order: readonly ContestantName[] = ['echo', 'fullhouse', 'redis-lock', 'textbook']
const shown = [
  ['holds', 'durable holds a second'],
  ['bookings', 'bookings a second: hold, then order, confirmed'],
  ['refusals', 'refusals a second: the seat is taken'],
] as const

/** By file name, what the result has enough of to be drawn. */
export function drawCharts(result: Result): Record<string, string> {
  const source = `${result.processor ?? 'unknown processor'}, ${result.cores} cores shared by server, database and load, ${result.at.slice(0, 10)}; medians`
  const groups = shown.flatMap(([workload, title]): BarGroup[] => {
    const bars = order.flatMap((name) => {
      const reached = rates(result.measured, workload, 64, name)
      if (reached.length === 0) return []
      const value = spreadOf(reached).median
      return [{ name: called[name], value, label: figure(value), isOurs: name === 'fullhouse' }]
    })
    return bars.length === 0 ? [] : [{ title, bars }]
  })
  const charts: Record<string, string> = {}
  if (groups.length > 0) charts['throughput.svg'] = drawBars('64 buyers at a time', source, groups)
  const fanOut = (result.fanOut ?? []).filter(
    ({ usPerSeen, viewers }, _, [first]) => usPerSeen !== null && viewers === first!.viewers,
  )
  if (fanOut.length > 0) {
    const viewers = fanOut[0]!.viewers.toLocaleString('en-GB')
    charts['fan-out.svg'] = drawBars(`${viewers} people watching one seat map`, source, [
      {
        title: 'the server’s processor time for one change seen by one of them',
        bars: fanOut.map(({ contestant, usPerSeen }) => ({
          name: contestant === 'fullhouse' ? 'Fullhouse: gathered deltas' : contestant,
          value: usPerSeen!,
          label: `${figure(usPerSeen!)} µs`,
          isOurs: contestant === 'fullhouse',
        })),
      },
    ])
  }
  return charts
}
