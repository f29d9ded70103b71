import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LabSettings, labDefaults } from '../../contract/shapes/lab.ts'
import { type LabPlan, labPlans, type NewLabRun } from '../../contract/shapes/lab-runs.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { preparePlan } from '../booking/prepare-plan.ts'
import { labLimits } from '../limits/lab-limits.ts'
import { smallHouse } from './small-house.ts'

/** Some behaviours are about time that runs out: their holds must not keep the organiser waiting for minutes. */
const SHORT_HOLD_SECONDS = 15
const LONG_HOLD_SECONDS = 120
const PAYMENT_SECONDS = 30
const PRICE = 2500
const DAY_MS = 24 * 60 * 60_000
const category = { name: 'Stalls', color: '#e8b04b' }

export interface Sandbox {
  event: NewEvent
  paymentSeconds: number
}

/** An event for one run: open at once, in no list, without a waitlist, and free where nobody can pay with made-up money. */
export async function describeSandbox(
  run: NewLabRun,
  { now, takesPayments }: { now: Date; takesPayments: boolean },
): Promise<Sandbox> {
  const plan = await readPlan(run)
  const price = takesPayments ? PRICE : 0
  const needsShortHolds = (run.mix.abandon ?? 0) > 0 || (run.mix.pay_late ?? 0) > 0
  return {
    paymentSeconds: PAYMENT_SECONDS,
    event: {
      title: `The lab, ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      category: 'Lab',
      venue: { name: 'The lab' },
      startsAt: new Date(now.getTime() + 365 * DAY_MS).toISOString(),
      timezone: 'UTC',
      currency: 'EUR',
      prices: Object.fromEntries(plan.categories.map(({ name }) => [name, price])),
      plan,
      maxPerOrder: run.party,
      maxPerCustomer: run.party,
      holdSeconds: needsShortHolds ? SHORT_HOLD_SECONDS : LONG_HOLD_SECONDS,
      waitlist: { enabled: false },
      published: true,
      listed: false,
    },
  }
}

/** What the crowd is told: the organiser's wishes, and as many connections and processes as they need. */
export function describeCrowd(run: NewLabRun, seed: number): LabSettings {
  const { buyers, pattern, seconds, mix, party } = run
  return {
    ...labDefaults,
    buyers,
    pattern,
    seconds,
    mix,
    party,
    seed: run.seed ?? seed,
    connections: Math.min(buyers, labLimits.connections),
    processes: Math.min(labLimits.processes, Math.ceil(buyers / labLimits.buyersPerProcess)),
  }
}

interface PlanDocument {
  categories: { name: string; color: string }[]
}

async function readPlan({ plan, seats }: NewLabRun): Promise<PlanDocument> {
  if (plan === undefined) return smallHouse(seats ?? 1, category) as PlanDocument
  const path = join(import.meta.dirname, '../../plans', `${plan}.json`)
  return JSON.parse(await readFile(path, 'utf8'))
}

/** The sample plans with their places, counted once: the largest takes some 100 ms to read. */
export async function countSamplePlans(): Promise<{ plan: LabPlan; places: number }[]> {
  const counted = []
  for (const plan of labPlans) {
    const prepared = preparePlan(await readPlan({ plan } as NewLabRun))
    if (prepared.ok) counted.push({ plan, places: prepared.value.index.places })
  }
  return counted
}
