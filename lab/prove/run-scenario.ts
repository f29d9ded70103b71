import type { Organiser } from '../stage/organiser.ts'
import { anySeats } from './scenarios/any-seats.ts'
import { bestSeats } from './scenarios/best-seats.ts'
import { busyEvening } from './scenarios/busy-evening.ts'
import { cancelStorm } from './scenarios/cancel-storm.ts'
import { capRace } from './scenarios/cap-race.ts'
import { churn } from './scenarios/churn.ts'
import { expiryStorm } from './scenarios/expiry-storm.ts'
import { lastSecond } from './scenarios/last-second.ts'
import { payTwice } from './scenarios/pay-twice.ts'
import { retries } from './scenarios/retries.ts'
import { sameSeats } from './scenarios/same-seats.ts'
import { tenForTwo } from './scenarios/ten-for-two.ts'
import { waitlistStorm } from './scenarios/waitlist-storm.ts'
import { createTrial, type Scale, type Trial } from './trial.ts'

/** By name, in the order in which they run: what a visitor wants to see first, first. */
export const scenarios: Readonly<Record<string, { title: string; run: (trial: Trial) => Promise<void> }>> = {
  'ten-for-two': { title: '10 buyers, 2 tickets', run: tenForTwo },
  'same-seats': { title: 'a crowd for 20 numbered seats', run: sameSeats },
  'any-seats': { title: 'a crowd for any 20 places', run: anySeats },
  'best-seats': { title: 'best available, demand twice the hall', run: bestSeats },
  'cap-race': { title: 'one customer in twenty windows', run: capRace },
  'cancel-storm': { title: 'book, cancel four times at once, rebook', run: cancelStorm },
  'waitlist-storm': { title: 'all cancel at once, with a line behind them', run: waitlistStorm },
  'expiry-storm': { title: 'holds expire, others take the seats', run: expiryStorm },
  'last-second': { title: 'orders as their holds expire', run: lastSecond },
  retries: { title: 'every request eight times at once', run: retries },
  'pay-twice': { title: 'four payments, four cancellations', run: payTwice },
  churn: { title: 'hold, release twice, hold again', run: churn },
  'busy-evening': { title: 'everything at once, under audit', run: busyEvening },
}

export interface Outcome {
  name: string
  title: string
  buyers: number
  seats: number
  granted: number
  refused: ReadonlyMap<string, number>
  seconds: number
  violations: readonly string[]
}

/** A scenario that cannot be run to its end has failed: the fault is one of its violations. */
export async function runScenario(
  name: string,
  setting: { url: string; organiser: Organiser; random: () => number; scale: Scale },
): Promise<Outcome> {
  const scenario = scenarios[name]
  if (!scenario) throw new RangeError(`there is no scenario ${name}`)
  const trial = createTrial(setting.url, setting.organiser, setting.random, setting.scale)
  const began = performance.now()
  const faults: string[] = []
  try {
    await scenario.run(trial)
  } catch (cause) {
    faults.push(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
  } finally {
    trial.end()
  }
  return {
    name,
    title: scenario.title,
    ...trial.summary(),
    seconds: (performance.now() - began) / 1000,
    violations: [...trial.violations, ...faults],
  }
}
