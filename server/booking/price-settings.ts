import type { Static } from 'typebox'
import type { NewConcession } from '../../contract/shapes/prices.ts'
import { checkEventPrices, type PriceColumns, rulesOf } from '../domain/event-prices.ts'
import { type Fault, readInstant } from '../domain/new-event.ts'
import type { PricingRules } from '../domain/pricing.ts'

/** What a client may say of an event's prices besides its categories: all of it, or what is to change. */
export interface PriceSettingsWish {
  concessions?: Static<typeof NewConcession>[]
  fees?: { perTicket?: number; perOrder?: number }
  tax?: { name: string; rate: number; inclusive: boolean } | null
  lockedCategories?: string[]
  presaleAt?: string | null
}

export interface PriceSettingsColumns extends PriceColumns {
  locked_categories: string[]
  presale_at: Date | null
}

const none: PriceSettingsColumns = {
  concessions: [],
  fee_per_ticket: 0,
  fee_per_order: 0,
  tax_name: null,
  tax_rate: 0,
  tax_inclusive: true,
  locked_categories: [],
  presale_at: null,
}

/** The columns as they will be; what is left out stays as it was. Faults are told for the whole, not for the change alone. */
export function readPriceSettings(
  before: PriceSettingsColumns | null,
  wish: PriceSettingsWish,
  event: { prices: Record<string, number>; onSaleAt: Date | null },
  faults: Fault[],
): { columns: PriceSettingsColumns; rules: PricingRules } {
  const columns = { ...(before ?? none) }
  if (wish.concessions !== undefined)
    columns.concessions = wish.concessions.map(({ name, note, prices }) => ({
      name: name.trim(),
      note: note?.trim() ?? '',
      prices,
    }))
  if (wish.fees?.perTicket !== undefined) columns.fee_per_ticket = wish.fees.perTicket
  if (wish.fees?.perOrder !== undefined) columns.fee_per_order = wish.fees.perOrder
  if (wish.tax !== undefined) {
    columns.tax_name = wish.tax?.name ?? null
    columns.tax_rate = wish.tax?.rate ?? 0
    columns.tax_inclusive = wish.tax?.inclusive ?? true
  }
  if (wish.lockedCategories !== undefined) columns.locked_categories = wish.lockedCategories
  if (wish.presaleAt !== undefined)
    columns.presale_at = wish.presaleAt === null ? null : readInstant('/presaleAt', wish.presaleAt, faults)
  if (columns.presale_at !== null && (event.onSaleAt === null || columns.presale_at >= event.onSaleAt))
    faults.push({ path: '/presaleAt', message: 'is not before the sale opens' })
  faults.push(
    ...checkEventPrices(
      { concessions: columns.concessions, locked: columns.locked_categories },
      event.prices,
    ),
  )
  return { columns, rules: rulesOf(columns) }
}
