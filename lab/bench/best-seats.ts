import { runScenario } from '../prove/run-scenario.ts'
import { createRandom } from '../random.ts'
import { demoOrganiser, signInOrganiser } from '../stage/organiser.ts'
import type { Judged } from './budgets.ts'

/** A rush for the best seats with twice the demand: every seat is sold, and nobody hears "sold out" before it is true. */
export async function measureBestSeats(url: string): Promise<{
  runs: { granted: number; seats: number; violations: readonly string[] }
  judged: Judged[]
  text: string
}> {
  const organiser = await signInOrganiser(url, demoOrganiser)
  const outcome = await runScenario('best-seats', {
    url,
    organiser,
    random: createRandom(1),
    scale: 'quick',
  })
  const { seats, violations, buyers } = outcome
  const broken = violations.length
  return {
    runs: { granted: outcome.granted, seats, violations },
    judged: [
      {
        what: `best-available rush, ${buyers} parties for ${seats} seats: rules broken`,
        asked: '0',
        measured: { median: broken, min: broken, max: broken },
        pass: broken === 0,
      },
    ],
    text: `best seats: ${seats} seats, ${broken === 0 ? 'all sold, no false refusal' : violations.join('; ')}\n`,
  }
}
