import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { LabOutcome, LabRun } from '../../../contract/shapes/lab-runs.ts'
import { formatCount } from '../../format/counts.ts'
import { formatMoment } from '../../format/dates.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { formatMs, formatSeconds, formatShare } from './format.ts'
import { LineChart } from './line-chart.tsx'
import { houseName, runName } from './run-name.ts'

type Judged = LabRun & { outcome: LabOutcome }

/** Two runs, figure by figure, and how both sold their seats. */
export function CompareRuns({ runs }: { runs: readonly [Judged, Judged] }) {
  const texts = useLabTexts()
  const t = texts.figures
  const refused = ({ outcome }: Judged) =>
    Object.values(outcome.counts.refused).reduce((sum, count) => sum + count, 0)
  const latency = (percentile: 'p50' | 'p95' | 'p99') => (run: Judged) =>
    run.outcome.holdLatencyMs === null ? '–' : formatMs(run.outcome.holdLatencyMs[percentile])
  const count = (of: (run: Judged) => number) => (run: Judged) => formatCount(of(run))
  const rows: [string, (run: Judged) => ReactNode][] = [
    [
      t.verdict,
      ({ outcome }) =>
        outcome.passed ? (
          <span className="text-good">{texts.runs.sound}</span>
        ) : (
          <span className="text-bad">{texts.runs.violations(outcome.violations)}</span>
        ),
    ],
    [t.buyers, count(({ settings }) => settings.buyers)],
    [t.places, count(({ places }) => places)],
    [texts.form.arrival, ({ settings }) => texts.form.patterns[settings.pattern]],
    [t.attempts, count(({ outcome }) => outcome.counts.attempts)],
    [t.acquired, count(({ outcome }) => outcome.counts.acquired)],
    [t.refused, count(refused)],
    [t.sold, count(({ outcome }) => outcome.seats.sold)],
    [t.without, count(({ outcome }) => outcome.wanted - outcome.withSeats)],
    [
      t.collisions,
      ({ outcome: { counts } }) =>
        counts.attempts === 0 ? '–' : formatShare(counts.collisions / counts.attempts),
    ],
    [t.p50, latency('p50')],
    [t.p95, latency('p95')],
    [t.p99, latency('p99')],
    [
      t.mostPerSecond,
      count(({ history }) => Math.round(Math.max(0, ...history.map((tick) => tick.holdsPerSecond)))),
    ],
    [t.requests, count(({ outcome }) => outcome.counts.requests)],
    [t.seconds, ({ outcome }) => formatSeconds(outcome.seconds)],
  ]
  const untilMs = Math.max(...runs.map(({ settings }) => settings.seconds * 1000))
  return (
    <div className="grid gap-8">
      <div className="panel overflow-hidden">
        <table className="w-full table-fixed text-[0.9375rem]">
          <thead>
            <tr className="align-bottom">
              <th scope="col" className="w-[34%] p-3 text-start sm:w-2/5 sm:p-5">
                <span className="sr-only">{texts.compare.what}</span>
              </th>
              {runs.map((run) => (
                <th key={run.id} scope="col" className="p-3 text-end font-normal sm:p-5">
                  <Link
                    to="/lab/$runId"
                    params={{ runId: run.id }}
                    className="tabular block text-lg font-semibold underline decoration-line-strong underline-offset-4 hover:decoration-current"
                  >
                    {runName(run)}
                  </Link>
                  <span className="mt-1 block text-sm text-ink-faint">
                    {houseName(run)}
                    <br />
                    <time dateTime={run.createdAt}>{formatMoment(run.createdAt)}</time>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {rows.map(([name, value]) => (
              <tr key={name}>
                <th scope="row" className="px-3 py-2.5 text-start font-normal text-ink-soft sm:px-5">
                  {name}
                </th>
                {runs.map((run) => (
                  <td key={run.id} className="tabular px-3 py-2.5 text-end font-semibold sm:px-5">
                    {value(run)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section className="panel grid gap-8 p-5 sm:p-6">
        <h2 className="text-heading font-bold">{texts.compare.chart}</h2>
        {runs.map((run) => (
          <LineChart
            key={run.id}
            title={runName(run)}
            times={run.history.map(({ atMs }) => atMs)}
            untilMs={untilMs}
            top={run.places}
            series={[
              {
                name: texts.charts.seatsSold,
                look: 'strong',
                values: run.history.map((tick) => tick.confirmedSeats),
              },
            ]}
          />
        ))}
      </section>
    </div>
  )
}
