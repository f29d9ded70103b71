import { figure, table } from '../table.ts'
import { type Judged, judgeGrowth } from './budgets.ts'
import type { Contestant } from './contestants.ts'
import { spreadOf } from './rounds.ts'
import { growthRun, type Load } from './workloads.ts'

const sizes = [100, 100_000] as const

export interface GrowthRound {
  connections: number
  round: number
  places: number
  p50Ms: number
  p99Ms: number
  perSecond: number
}

/** Does a hold take longer in a large event? Hold and release on both sizes in turn, on the same server. */
export async function measureGrowth(
  fullhouse: Contestant,
  loads: readonly Load[],
  rounds: number,
): Promise<{ rounds: GrowthRound[]; judged: Judged[]; text: string }> {
  const events = await Promise.all(sizes.map((places) => fullhouse.openEvent({ places, seated: true })))
  const measured: GrowthRound[] = []
  for (const load of loads) {
    for (let round = 0; round < rounds; round += 1) {
      for (const which of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const places = sizes[which]!
        const report = await growthRun(fullhouse, events[which]!, places, load)
        if (report.unexpected > 0) throw new Error(`growth: unexpected reply ${report.firstUnexpected}`)
        const { p50, p99 } = report.latencyMs[0]!
        measured.push({
          connections: load.connections,
          round,
          places,
          p50Ms: p50,
          p99Ms: p99,
          perSecond: report.perSecond,
        })
      }
    }
  }

  const rows = [['connections', 'seats', 'hold p50', 'hold p99', 'hold and release per second']]
  const judged: Judged[] = []
  for (const { connections } of loads) {
    const of = (places: number) =>
      measured.filter((r) => r.connections === connections && r.places === places)
    for (const places of sizes) {
      const middle = (pick: (r: GrowthRound) => number) => figure(spreadOf(of(places).map(pick)).median)
      rows.push([
        String(connections),
        places.toLocaleString('en-GB'),
        `${middle((r) => r.p50Ms)} ms`,
        `${middle((r) => r.p99Ms)} ms`,
        middle((r) => r.perSecond),
      ])
    }
    const small = of(sizes[0])
    judged.push(judgeGrowth(connections, spreadOf(of(sizes[1]).map((r, i) => r.p50Ms / small[i]!.p50Ms))))
  }
  return {
    rounds: measured,
    judged,
    text: `growth: an event of 100 seats and one of 100,000\n${table(rows)}\n`,
  }
}
