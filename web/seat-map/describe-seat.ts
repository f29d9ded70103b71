import type { Money } from '../../contract/shapes/basics.ts'
import type { SeatLabels } from './labels.ts'
import { Mark, NOWHERE, type PlanIndex } from './plan-index.ts'
import { type LookCode, lookNames } from './seat-look.ts'

export interface MapCategory {
  name: string
  color: string
  price: Money
}

/** A seat in words. */
export interface SeatDescription {
  zone: string
  /** “row C”, or the plan’s own word for it. */
  row: string
  /** “seat 12” */
  seat: string
  category: string
  price: string
  state: string
  /** Wheelchair place, companion seat, restricted view: what to know before choosing it. */
  notes: string[]
  /** All of it: “Stalls, row C, seat 12, Premium, €68.00, available”. */
  label: string
}

export interface Wording {
  labels: SeatLabels
  locale: string
  categories: readonly MapCategory[]
}

export function describeSeat(
  plan: PlanIndex,
  index: number,
  look: LookCode,
  { labels, locale, categories }: Wording,
): SeatDescription {
  const row = plan.rows[plan.row[index]!]
  const planCategory = plan.categories[plan.category[index]!]?.name ?? ''
  const category = categories.find(({ name }) => name === planCategory)
  const marks = plan.marks[index]!
  const notes = [
    marks & Mark.accessible && labels.accessible,
    marks & Mark.companion && labels.companion,
    marks & Mark.restrictedView && labels.restrictedView,
  ].filter((note) => note !== 0)
  const parts = {
    zone: plan.zone[index] === NOWHERE ? '' : plan.zones[plan.zone[index]!]!.name,
    row: row?.label(labels.row) ?? '',
    seat: row?.seatLabel(plan.numbers[index] ?? '', labels.seat) ?? '',
    category: planCategory,
    price: category ? formatMoney(category.price, locale) : '',
    state: labels.states[lookNames[look]!],
  }
  const words = [parts.zone, parts.row, parts.seat, parts.category, parts.price, ...notes, parts.state]
  return { ...parts, notes, label: words.filter(Boolean).join(', ') }
}

interface MoneyFormat {
  minorUnits: number
  format: Intl.NumberFormat
}

const formats = new Map<string, MoneyFormat>()

/** Minor units by the currency's own number of digits: ¥ has none. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const key = `${locale}|${currency}`
  let kept = formats.get(key)
  if (!kept) {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
    kept = { minorUnits: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2), format }
    formats.set(key, kept)
  }
  return kept.format.format(amount / kept.minorUnits)
}
