import type { LabProgress } from '../../contract/shapes/lab.ts'
import { figure } from '../table.ts'

/** One line that is written over itself; where that is not possible, a line each time. */
export function showProgress(
  output: { write(text: string): unknown; isTTY?: boolean },
  { phase, planned, counts, tick, holdLatencyMs }: LabProgress,
): void {
  const line = [
    phase.padEnd(9),
    `${counts.arrived}/${planned} came`,
    `${counts.done} gone`,
    `${counts.acquired} of ${counts.attempts} wishes granted`,
    `${counts.confirmedSeats} seats sold`,
    `${tick.requestsPerSecond} requests/s`,
    `p99 ${figure(holdLatencyMs.p99)} ms`,
  ].join(' · ')
  output.write(output.isTTY ? `\r\x1b[K${line}${phase === 'done' ? '\n' : ''}` : `${line}\n`)
}
