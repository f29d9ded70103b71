import type { ServerProcess } from '../stage/server-process.ts'
import type { Judged } from './budgets.ts'
import { spreadOf } from './rounds.ts'

const withinMs = 2_000

/** How long a server takes to be ready that has been here before, its embedded database with it. */
export async function measureStart(
  server: ServerProcess,
  rounds: number,
): Promise<{ runs: number[]; judged: Judged[]; text: string }> {
  const runs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await server.kill('SIGTERM')
    const began = performance.now()
    await server.restart()
    runs.push(performance.now() - began)
  }
  const measured = spreadOf(runs)
  return {
    runs,
    judged: [
      {
        what: 'start with the embedded database, second time (ms)',
        asked: `< ${withinMs}`,
        measured,
        pass: measured.median < withinMs,
      },
    ],
    text: `start: ready after ${Math.round(measured.median)} ms with all that was sold in this run\n`,
  }
}
