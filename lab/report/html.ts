import type { LabPercentiles, LabReport, LabTick } from '../../contract/shapes/lab.ts'
import { figure } from '../table.ts'
import { asText, barChart, type Line, lineChart } from './charts.ts'
import { styleSheet } from './style-sheet.ts'

const eventsShown = 300

/** A report as one file that needs nothing else: no script, no font, no picture from anywhere. */
export function htmlReport(report: LabReport): string {
  const { event, settings, seats, seconds, verdict, counts, machine, startedAt } = report
  const title = `${event.title}: ${settings.buyers.toLocaleString('en-GB')} buyers`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${asText(title)}</title>
<style>${styleSheet}</style>
<main>
<header>
<h1>${asText(title)}</h1>
<p>${asText(startedAt.replace('T', ' ').slice(0, 16))} UTC · ${asText(settings.pattern)}, seed ${settings.seed} · ${figure(seconds)} s · ${asText(machine)}</p>
<p class="verdict ${verdict.passed ? 'good' : 'bad'}">${
    verdict.passed
      ? 'Every answer was true, and the ledger adds up.'
      : `Violations found: ${verdict.checks.reduce((sum, { violations }) => sum + violations, 0)}`
  }</p>
</header>
<section class="numbers">${[
    ['sold at the end', `${seats.sold} of ${seats.places}`],
    ['wishes for seats', counts.attempts.toLocaleString('en-GB')],
    ['granted', counts.acquired.toLocaleString('en-GB')],
    ['collisions', percent(counts.collisions, counts.attempts)],
    ['hold, median', `${figure(report.latencyMs.hold?.p50 ?? 0)} ms`],
    ['hold, 99 of 100 within', `${figure(report.latencyMs.hold?.p99 ?? 0)} ms`],
  ]
    .map(([name, value]) => `<div><b>${asText(value!)}</b><span>${asText(name!)}</span></div>`)
    .join('')}</section>
<section><h2>Verdict</h2>${tableOf(
    ['check', 'what must be true', 'looked at', 'wrong'],
    verdict.checks.map(({ name, what, checked, violations }) => [
      name,
      what,
      String(checked),
      String(violations),
    ]),
    verdict.checks.map(({ violations }) => (violations > 0 ? 'bad' : '')),
  )}
${verdict.violations.length > 0 ? `<ol>${verdict.violations.map(({ rule, detail }) => `<li><b>${asText(rule)}</b> ${asText(detail)}</li>`).join('')}</ol>` : ''}</section>
<section><h2>The run</h2>${chartsOf(report.timeline)}${refusals(report)}</section>
<section><h2>Latency</h2>${tableOf(
    ['act', 'answers', 'p50', 'p95', 'p99', 'max'],
    [...Object.entries(report.latencyMs), ['wait for a connection', report.connectionWaitMs] as const].map(
      ([act, times]) => latencyRow(act, times),
    ),
  )}<p>From sending a request until its answer was whole, retries by themselves. At most ${settings.connections} connections; how long buyers waited for one before they could ask stands apart.</p></section>
<section><h2>Buyers</h2>${tableOf(
    ['behaviour', 'buyers', 'with seats at the end'],
    report.behaviours.map(({ name, buyers, withSeats }) => [name, String(buyers), String(withSeats)]),
  )}</section>
<section><h2>Cost</h2>${costs(report)}</section>
<section><h2>What happened</h2>${log(report)}</section>
</main>
</html>
`
}

function chartsOf(timeline: readonly LabTick[]): string {
  const line = (name: string, style: string, of: (tick: LabTick) => number | null): Line => ({
    name,
    style,
    points: timeline.map((tick) => ({ x: tick.atMs, y: of(tick) })),
  })
  return [
    lineChart('Buyers', [
      line('came', 'one', ({ arrived }) => arrived),
      line('gone', 'two', ({ done }) => done),
      line('seats sold', 'three', ({ confirmedSeats }) => confirmedSeats),
    ]),
    lineChart('Each second', [
      line('requests', 'one', ({ requestsPerSecond }) => requestsPerSecond),
      line('holds granted', 'three', ({ holdsPerSecond }) => holdsPerSecond),
    ]),
    lineChart('Answer to a wish for seats, ms', [
      line('half within', 'one', ({ p50Ms }) => p50Ms),
      line('99 of 100 within', 'two', ({ p99Ms }) => p99Ms),
    ]),
  ].join('')
}

function refusals({ counts }: LabReport): string {
  const bars = Object.entries(counts.refused)
    .sort(([, a], [, b]) => b - a)
    .map(([name, value]) => ({ name, value, style: 'two' }))
  return barChart('What became of wishes for seats', [
    { name: 'granted', value: counts.acquired, style: 'three' },
    ...bars,
  ])
}

function costs({ use, verdict }: LabReport): string {
  const seconds = (value: number | null): string => (value === null ? 'not told' : `${figure(value)} s`)
  return tableOf(
    ['what', 'how much'],
    [
      ['processor, server', seconds(use.cpuSeconds.server)],
      ['processor, database', seconds(use.cpuSeconds.database)],
      ['processor, crowd', seconds(use.cpuSeconds.lab)],
      ['processor, checker', seconds(use.cpuSeconds.checker)],
      ['time of the check', `${figure(verdict.checkSeconds)} s`],
      ['largest process of the crowd', `${figure(use.labMegabytes)} MB`],
      ['history', `${figure(use.historyMegabytes)} MB`],
    ],
  )
}

function log({ log: events, logLeftOut }: LabReport): string {
  const shown = events.slice(0, eventsShown)
  const left = events.length - shown.length + logLeftOut
  const rows = shown.map(({ atMs, tookMs, text }) => [`${figure(atMs)} ms`, `${figure(tookMs)} ms`, text])
  return `<details><summary>The first ${shown.length} requests that wanted something</summary>${tableOf(['at', 'took', 'what'], rows)}</details>${left > 0 ? `<p>${left.toLocaleString('en-GB')} more are not shown.</p>` : ''}`
}

function latencyRow(name: string, { count, p50, p95, p99, max }: LabPercentiles): string[] {
  return [name, count.toLocaleString('en-GB'), ...[p50, p95, p99, max].map((ms) => `${figure(ms)} ms`)]
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${figure((100 * part) / whole)} %`
}

function tableOf(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  styles: readonly string[] = [],
): string {
  const head = heads.map((name) => `<th scope="col">${asText(name)}</th>`).join('')
  const body = rows
    .map(
      (cells, i) =>
        `<tr class="${styles[i] ?? ''}">${cells.map((cell) => `<td>${asText(cell)}</td>`).join('')}</tr>`,
    )
    .join('')
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}
