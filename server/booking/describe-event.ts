import type { Event } from '../../contract/shapes/events.ts'
import { rulesOf } from '../domain/event-prices.ts'
import { statusOf } from '../domain/event-status.ts'
import { layoutOf, type PlanLayout, takenOf } from '../domain/plan-layout.ts'
import { allIn } from '../domain/pricing.ts'
import type { SeatIndex } from '../domain/seat-index.ts'
import type { EventRow } from '../sql/tables.ts'

/** How many places an event has and how many are free, by category and area. */
export interface EventNumbers {
  readonly layout: PlanLayout
  readonly freeByCategory: ArrayLike<number>
  readonly freeByArea: ArrayLike<number>
}

/** What the engine knows of an event whose sale is in memory. */
export interface SaleNumbers {
  readonly index: SeatIndex
  readonly availability: {
    readonly freeByCategory: ArrayLike<number>
    readonly freeByArea: ArrayLike<number>
  }
}

/** An index never changes, so its layout is made once. */
const layouts = new WeakMap<SeatIndex, PlanLayout>()

export function numbersOfSale(sale: SaleNumbers): EventNumbers {
  let layout = layouts.get(sale.index)
  if (layout === undefined) layouts.set(sale.index, (layout = layoutOf(sale.index)))
  const { freeByCategory, freeByArea } = sale.availability
  return { layout, freeByCategory, freeByArea }
}

/** The same from the database's count of taken places, for an event whose sale is not in memory. */
export function numbersOfCount(
  layout: PlanLayout,
  takenByStretch: ReadonlyMap<number, number>,
): EventNumbers {
  const { byCategory, byArea } = takenOf(layout, takenByStretch)
  return {
    layout,
    freeByCategory: layout.categories.map(({ capacity }, i) => capacity - byCategory[i]!),
    freeByArea: layout.areas.map(({ capacity }, i) => capacity - byArea[i]!),
  }
}

/** An event as the contract shows it, at a moment. */
export function describeEvent(row: EventRow, numbers: EventNumbers, now: Date): Event {
  const { layout, freeByCategory, freeByArea } = numbers
  const money = (amount: number) => ({ amount, currency: row.currency })
  const rules = rulesOf(row)
  const shown = (price: number) => money(allIn(price, rules))
  const categories = layout.categories
    .map(({ name, color, capacity }, i) => ({
      name,
      color,
      price: shown(row.prices[name] ?? 0),
      locked: row.locked_categories.includes(name),
      capacity,
      available: freeByCategory[i]!,
    }))
    .filter(({ capacity }) => capacity > 0)
  const areas = layout.areas.map((area, i) => ({ ...area, available: freeByArea[i]! }))
  const capacity = sum(categories.map((category) => category.capacity))
  const available = sum(categories.map((category) => category.available))
  const standing = sum(areas.map((area) => area.capacity))
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    description: row.description,
    category: row.category,
    artwork: row.artwork,
    venue: row.venue,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    timezone: row.timezone,
    onSaleAt: row.on_sale_at?.toISOString() ?? null,
    saleEndsAt: row.sale_ends_at?.toISOString() ?? null,
    status: statusOf(
      {
        published: row.published,
        cancelledAt: row.cancelled_at,
        startsAt: row.starts_at,
        onSaleAt: row.on_sale_at,
        saleEndsAt: row.sale_ends_at,
      },
      available,
      now,
    ),
    seating: standing === 0 ? 'seats' : standing === capacity ? 'general' : 'mixed',
    categories,
    areas,
    priceRange: { min: money(row.min_price), max: money(row.max_price) },
    concessions: row.concessions.map(({ name, note, prices }) => ({
      name,
      note,
      prices: Object.fromEntries(Object.entries(prices).map(([category, price]) => [category, shown(price)])),
    })),
    fees: { perTicket: money(row.fee_per_ticket), perOrder: money(row.fee_per_order) },
    tax: rules.tax,
    presaleAt: row.presale_at?.toISOString() ?? null,
    capacity,
    available,
    maxPerOrder: row.max_per_order,
    maxPerCustomer: row.max_per_customer,
    holdSeconds: row.hold_seconds,
    cancellation: {
      allowed: row.cancellable,
      untilSeconds: row.cancel_until_seconds,
      feePerTicket: { amount: row.cancel_fee, currency: row.currency },
    },
    waitlist: row.waitlist
      ? { offerSeconds: row.waitlist_offer_seconds, promotes: row.waitlist_auto && row.max_price === 0 }
      : null,
    holdExtensions: row.hold_extensions,
    planVersion: row.plan_version,
  }
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
