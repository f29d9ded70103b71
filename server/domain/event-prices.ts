import { type Fault, pointer } from './new-event.ts'
import { allIn, type PricingRules } from './pricing.ts'

/** A reduced price for people who are entitled to it: Child, Student … */
export interface Concession {
  name: string
  /** Who may have it: “under 14”. */
  note: string
  /** Minor units by category; one that is left out has no such price. */
  prices: Record<string, number>
}

/** An event's columns that say what its seats cost besides their category. */
export interface PriceColumns {
  concessions: Concession[]
  fee_per_ticket: number
  fee_per_order: number
  tax_name: string | null
  tax_rate: number
  tax_inclusive: boolean
}

export function rulesOf(event: Omit<PriceColumns, 'concessions'>): PricingRules {
  return {
    feePerTicket: event.fee_per_ticket,
    feePerOrder: event.fee_per_order,
    tax:
      event.tax_rate === 0
        ? null
        : { name: event.tax_name ?? 'Tax', rate: event.tax_rate, inclusive: event.tax_inclusive },
  }
}

/** What is wrong with concessions and locked categories of an event that has these categories at these prices. */
export function checkEventPrices(
  wanted: { concessions: readonly Concession[]; locked: readonly string[] },
  prices: Readonly<Record<string, number>>,
): Fault[] {
  const faults: Fault[] = []
  const names = new Set<string>()
  wanted.concessions.forEach(({ name, prices: reduced }, at) => {
    const path = `/concessions/${at}`
    const key = name.trim().toLowerCase()
    if (key === '') faults.push({ path: `${path}/name`, message: 'is blank' })
    if (names.has(key)) faults.push({ path: `${path}/name`, message: 'is the name of another concession' })
    names.add(key)
    for (const [category, price] of Object.entries(reduced)) {
      const at = path + pointer('prices', category)
      if (!Object.hasOwn(prices, category))
        faults.push({ path: at, message: 'is of no category of the plan' })
      else if (price > prices[category]!)
        faults.push({ path: at, message: 'is more than the full price of the category' })
    }
  })
  wanted.locked.forEach((category, at) => {
    if (!Object.hasOwn(prices, category))
      faults.push({ path: `/lockedCategories/${at}`, message: 'is no category of the plan' })
  })
  return faults
}

/**
 * The lowest and the highest price of what anybody can book, as the shop first shows them: everything that cannot be avoided
 * is in them, apart from a fee on the order. Categories behind a code count only when there are no others.
 */
export function shownRange(
  categories: readonly { name: string; capacity: number }[],
  prices: Readonly<Record<string, number>>,
  rules: PricingRules,
  locked: readonly string[],
): { min: number; max: number } {
  const sold = categories.filter(({ capacity }) => capacity > 0).map(({ name }) => name)
  const open = sold.filter((name) => !locked.includes(name))
  const amounts = (open.length > 0 ? open : sold).map((name) => allIn(prices[name]!, rules))
  return { min: Math.min(...amounts), max: Math.max(...amounts) }
}
