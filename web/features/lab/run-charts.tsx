import type { LabRun } from '../../../contract/shapes/lab-runs.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { percent } from './chart-scale.ts'
import { LineChart } from './line-chart.tsx'
import { RefusalBars } from './refusal-bars.tsx'

/** What a run does over time, and why it refuses. */
export function RunCharts({ run }: { run: LabRun }) {
  const t = useLabTexts().charts
  const { history } = run
  const times = history.map(({ atMs }) => atMs)
  const untilMs = run.settings.seconds * 1000
  const refused = (run.outcome?.counts ?? run.progress?.counts)?.refused ?? {}
  const shared = { times, untilMs }
  return (
    <section className="grid content-start gap-7">
      <h2 className="sr-only">{t.title}</h2>
      <LineChart
        {...shared}
        title={t.sold}
        top={100}
        series={[
          {
            name: t.seatsSold,
            look: 'strong',
            values: history.map((tick) => percent(tick.confirmedSeats, run.places)),
          },
          {
            name: t.buyersDone,
            look: 'soft',
            values: history.map((tick) => percent(tick.done, run.settings.buyers)),
          },
        ]}
      />
      <LineChart
        {...shared}
        title={t.holds}
        series={[{ name: t.holds, look: 'strong', values: history.map((tick) => tick.holdsPerSecond) }]}
      />
      <LineChart
        {...shared}
        title={t.latency}
        series={[
          { name: t.half, look: 'strong', values: history.map((tick) => tick.p50Ms) },
          { name: t.most, look: 'soft', values: history.map((tick) => tick.p99Ms) },
        ]}
      />
      <RefusalBars refused={refused} />
    </section>
  )
}
