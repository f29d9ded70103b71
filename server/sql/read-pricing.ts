import type { PriceColumns } from '../domain/event-prices.ts'
import type { Queryable } from '../postgres/pool.ts'

export interface PricingRow extends PriceColumns {
  locked_categories: string[]
  /** The hold's own code: what its seats could not have been held without. */
  holdCode: string | null
  /** Of the order that the hold has become. */
  orderId: string | null
}

/** What a hold is priced by, as the ledger has it now. Undefined for a hold that is not this customer's. */
export async function readPricing(
  db: Queryable,
  eventId: string,
  holdId: string,
  customerId: string,
): Promise<PricingRow | undefined> {
  const { rows } = await db.query<PricingRow>(
    `select e.concessions, e.fee_per_ticket, e.fee_per_order, e.tax_name, e.tax_rate, e.tax_inclusive,
            e.locked_categories, h.code as "holdCode", h.order_id as "orderId"
       from events e join holds h on h.event_id = e.id
      where e.id = $1 and h.id = $2 and h.customer_id = $3`,
    [eventId, holdId, customerId],
  )
  return rows[0]
}
