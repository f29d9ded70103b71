import { labRunLimits } from '../../../contract/lab-run-limits.ts'
import type { LabBehaviour, LabPattern } from '../../../contract/shapes/lab.ts'
import type { LabPlan, LabRunSummary, NewLabRun } from '../../../contract/shapes/lab-runs.ts'

export type Crowd = 'rush' | 'pickers' | 'evening' | 'bots' | 'own'
export type Mix = Partial<Record<LabBehaviour, number>>

/** What the form holds. Texts of fields are kept as they are typed. */
export interface Wish {
  house: 'small' | 'plan'
  seats: number
  plan: LabPlan
  buyers: string
  /** More than usual, after having read what that does. */
  many: boolean
  pattern: LabPattern
  seconds: number
  crowd: Crowd
  mix: Mix
  party: number
  seed: string
}

export const mixes: Record<Exclude<Crowd, 'own'>, Mix> = {
  rush: { best: 100 },
  pickers: { pick: 90, refresh: 10 },
  evening: {
    ...{ pick: 30, best: 40, hesitate: 5, abandon: 5, decline: 5 },
    ...{ pay_late: 2, cancel: 5, refresh: 4, hammer: 2, watch: 2 },
  },
  bots: { best: 40, pick: 25, hammer: 35 },
}

/** Who pays something: where made-up money is not taken they have nothing to do. */
export const paying: readonly LabBehaviour[] = ['decline', 'pay_late']

export const firstWish: Wish = {
  house: 'small',
  seats: labRunLimits.seats,
  plan: 'chamber-hall',
  buyers: String(labRunLimits.usualBuyers),
  many: false,
  pattern: 'spike',
  seconds: 5,
  crowd: 'rush',
  mix: mixes.rush,
  party: 1,
  seed: '',
}

export const mostBuyers = ({ many }: Pick<Wish, 'many'>): number =>
  many ? labRunLimits.buyers : labRunLimits.usualBuyers

/** Null: the field does not say a number of buyers that may come. */
export function readBuyers(wish: Pick<Wish, 'buyers' | 'many'>): number | null {
  return readWhole(wish.buyers, labRunLimits.fewestBuyers, mostBuyers(wish))
}

/** Undefined: none is asked for; null: it is none. */
export function readSeed({ seed }: Pick<Wish, 'seed'>): number | null | undefined {
  return seed.trim() === '' ? undefined : readWhole(seed, 0, labRunLimits.seed)
}

function readWhole(text: string, lowest: number, highest: number): number | null {
  const value = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= lowest && value <= highest ? value : null
}

/** The request; null while something in the form is not right. */
export function toRun(wish: Wish, takesPayments: boolean): NewLabRun | null {
  const buyers = readBuyers(wish)
  const seed = readSeed(wish)
  const mix = Object.fromEntries(
    Object.entries(wish.mix).filter(
      ([name, weight]) => weight > 0 && (takesPayments || !paying.includes(name as LabBehaviour)),
    ),
  )
  if (buyers === null || seed === null || Object.keys(mix).length === 0) return null
  const { pattern, seconds, party } = wish
  return {
    ...(wish.house === 'small' ? { seats: wish.seats } : { plan: wish.plan }),
    ...{ buyers, pattern, seconds, mix, party },
    ...(seed !== undefined && { seed }),
  }
}

/** The form as it was for an earlier run: the same crowd, at a house of the same kind. */
export function wishOf({ plan, places, settings }: LabRunSummary): Wish {
  const { buyers, pattern, seconds, mix, party, seed } = settings
  const crowd = (Object.keys(mixes) as Exclude<Crowd, 'own'>[]).find((name) => isSame(mixes[name], mix))
  return {
    ...firstWish,
    ...(plan === null ? { seats: places } : { house: 'plan' as const, plan }),
    buyers: String(buyers),
    many: buyers > labRunLimits.usualBuyers,
    ...{ pattern, seconds, mix, party, seed: String(seed), crowd: crowd ?? ('own' as const) },
  }
}

function isSame(one: Mix, other: Mix): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<LabBehaviour>
  return [...names].every((name) => (one[name] ?? 0) === (other[name] ?? 0))
}
