import { formatMoney, type Wording } from './describe-seat.ts'
import type { PlanIndex } from './plan-index.ts'
import type { SeatTally } from './seat-tally.ts'

/** A floor in words: what it is called, what is left of it, what it costs. */
export interface FloorWords {
  name: string
  /** Empty before it is known, and where the visitor has asked for other categories only. */
  left: string
  readonly price: string
}

export type CategoryFilter = ReadonlySet<string> | null

export function zoneWords(
  plan: PlanIndex,
  tally: SeatTally,
  zone: number,
  filter: CategoryFilter,
  wording: Wording,
): FloorWords {
  const { name, categories } = plan.zones[zone]!
  const shown = categories.filter((category) => !filter || filter.has(plan.categories[category]!.name))
  const free = shown.reduce(
    (sum, category) => sum + tally.zoneCategoryFree[zone * plan.categories.length + category]!,
    0,
  )
  return {
    name,
    left: shown.length > 0 && tally.counted ? wording.labels.left(free) : '',
    // Most who ask do not want to know, and a price takes longer to write than all the rest.
    get price() {
      return priceOf(plan, shown.length > 0 ? shown : categories, wording)
    },
  }
}

export function standingWords(plan: PlanIndex, tally: SeatTally, area: number, wording: Wording): FloorWords {
  const { label, category } = plan.standing[area]!
  return {
    name: label,
    left: tally.counted ? wording.labels.left(tally.standingFree[area]!) : '',
    get price() {
      return priceOf(plan, [category], wording)
    },
  }
}

function priceOf(plan: PlanIndex, categories: readonly number[], wording: Wording): string {
  const prices = categories.flatMap((number) => {
    const known = wording.categories.find(({ name }) => name === plan.categories[number]!.name)
    return known ? [known.price] : []
  })
  const cheapest = prices.reduce((low, price) => (low && low.amount <= price.amount ? low : price), prices[0])
  if (!cheapest) return ''
  const text = formatMoney(cheapest, wording.locale)
  return prices.every(({ amount }) => amount === cheapest.amount) ? text : wording.labels.from(text)
}
