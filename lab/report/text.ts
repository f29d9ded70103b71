import type { LabPercentiles, LabReport } from '../../contract/shapes/lab.ts'
import { figure, table } from '../table.ts'

/** A report for the terminal. */
export function textReport(report: LabReport): string {
  const { counts, seats, settings, verdict, use, event, seconds } = report
  const refused = Object.entries(counts.refused).sort(([, a], [, b]) => b - a)
  const cpu = use.cpuSeconds
  const told = (value: number | null): string => (value === null ? 'not told' : `${figure(value)} s`)
  const lines = [
    `${event.title}: ${settings.buyers} buyers (${settings.pattern}, seed ${settings.seed}) for ${seats.places} places in ${figure(seconds)} s`,
    '',
    `${counts.attempts} wishes for seats: ${counts.acquired} granted, ${counts.attempts - counts.acquired} not${refused.length > 0 ? ` (${refused.map(([code, n]) => `${n} ${code}`).join(', ')})` : ''}`,
    `${counts.confirmed} orders confirmed with ${counts.confirmedSeats} seats, ${counts.cancelled} cancelled, ${counts.declined} payments declined, ${counts.released} holds given back`,
    `At the end: ${seats.sold} sold, ${seats.held} held, ${seats.free} free, ${seats.blocked} blocked`,
    `${counts.requests} requests, ${counts.retries} of them retries; ${counts.unknown} wishes were left without an answer`,
    '',
    table([
      ['act', 'answers', 'p50', 'p95', 'p99', 'max'],
      ...Object.entries(report.latencyMs).map(([act, times]) => latencyRow(act, times)),
      latencyRow('wait for a connection', report.connectionWaitMs),
    ]),
    '',
    table([
      ['behaviour', 'buyers', 'with seats'],
      ...report.behaviours.map(({ name, buyers, withSeats }) => [name, String(buyers), String(withSeats)]),
    ]),
    '',
    table([
      ['checked', 'looked at', 'wrong', ''],
      ...verdict.checks.map(({ name, what, checked, violations }) => [
        name,
        String(checked),
        String(violations),
        what,
      ]),
    ]),
    '',
    `Processor time: lab ${figure(cpu.lab)} s, checker ${figure(cpu.checker)} s, server ${told(cpu.server)}, database ${told(cpu.database)}. Largest process of the lab ${figure(use.labMegabytes)} MB, history ${figure(use.historyMegabytes)} MB. The check took ${figure(verdict.checkSeconds)} s.`,
    ...verdict.violations.slice(0, 40).map(({ rule, detail }) => `WRONG: ${rule}: ${detail}`),
    verdict.passed
      ? 'Every answer was true, and the ledger adds up.'
      : 'FAILED. Run it again with the same seed.',
  ]
  return lines.join('\n')
}

function latencyRow(name: string, { count, p50, p95, p99, max }: LabPercentiles): string[] {
  return [name, String(count), ...[p50, p95, p99, max].map((ms) => `${figure(ms)} ms`)]
}
