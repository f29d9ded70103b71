import type { RefusalOf } from '../../contract/refusals.ts'
import type { EventChange } from '../../contract/shapes/organiser.ts'
import { shownRange } from '../domain/event-prices.ts'
import { OverloadedFault } from '../domain/fault.ts'
import { checkSale, type Fault, readInstant } from '../domain/new-event.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { createUuidMaker } from '../ids.ts'
import { type Offered, offerFreed } from '../inventory/offer-freed.ts'
import { SeatsInUse } from '../inventory/retire-seats.ts'
import { eventLimits } from '../limits/event-limits.ts'
import type { Pool, Queryable } from '../postgres/pool.ts'
import { type Transaction, transaction } from '../postgres/transaction.ts'
import { lockWaitlist } from '../sql/waitlist/lock.ts'
import type { Booking } from './booking.ts'
import { type NextPlan, prepareNextPlan, storeNextPlan } from './change-plan.ts'
import { numbersOfSale } from './describe-event.ts'
import { type PriceSettingsColumns, readPriceSettings } from './price-settings.ts'

const newUuid = createUuidMaker()

type Refusal = RefusalOf<'NOT_FOUND' | 'INVALID_REQUEST' | 'INVALID_PLAN' | 'SEATS_IN_USE'>

interface Before extends PriceSettingsColumns {
  id: string
  plan_version: number
  prices: Record<string, number>
  on_sale_at: Date | null
  sale_ends_at: Date | null
  /** Differs after every change; as text, because a `Date` has no microseconds. */
  stamp: string
}

/**
 * Changes an event of this organiser: all of the change, or nothing. Reading a large plan takes a while, so it is done
 * before the event's row is locked; if another change came in between, it is done again.
 */
export async function changeEvent(
  { pool, inventory }: Pick<Booking, 'pool' | 'inventory'>,
  eventId: string,
  organiserId: string,
  change: EventChange,
): Promise<Outcome<null, Refusal>> {
  for (let attempt = 0; attempt < eventLimits.planChangeTries; attempt += 1) {
    const before = await readEvent(pool, eventId, organiserId)
    if (before === undefined) return refuse({ code: 'NOT_FOUND' })
    const sale = readSale(before, change)
    if (!sale.ok) return sale
    const plan = change.plan === undefined ? null : await prepareNextPlan(pool, before, change.plan)
    if (plan !== null && !plan.ok) return plan
    const current = plan === null ? await inventory.sale(eventId) : undefined
    const layout = plan?.value.layout ?? (current && numbersOfSale(current).layout)
    if (layout === undefined) return refuse({ code: 'NOT_FOUND' })
    const { columns, rules } = sale.value.priced
    const range = shownRange(layout.categories, before.prices, rules, columns.locked_categories)
    const house =
      plan === null
        ? current!
        : { event: { id: eventId, plan_version: plan.value.version }, index: plan.value.index }
    let offered: Offered | 'changed'
    try {
      const event = { ...sale.value, columns, range, change }
      offered = await store(pool, before, event, plan?.value ?? null, (tx) => offerFreed(tx, house, newUuid))
      if (offered === 'changed') continue
    } catch (error) {
      if (!(error instanceof SeatsInUse)) throw error
      return refuse({ code: 'SEATS_IN_USE', seatIds: error.seats.map(plan!.value.index.seatIdOf) })
    }
    // Were the sale being read at this very moment, it might be as it was before: reload only what has been read.
    await inventory.sale(eventId)
    await inventory.reload(eventId)
    const fresh = await inventory.sale(eventId)
    if (fresh !== undefined) inventory.freeing.enter(fresh, offered)
    return ok(null)
  }
  throw new OverloadedFault('the event was changed by others again and again meanwhile')
}

async function readEvent(db: Queryable, eventId: string, organiserId: string): Promise<Before | undefined> {
  const { rows } = await db.query<Before>(
    `select id, plan_version, prices, on_sale_at, sale_ends_at, updated_at::text as stamp,
            concessions, fee_per_ticket, fee_per_order, tax_name, tax_rate, tax_inclusive, locked_categories, presale_at
       from events where id = $1 and organiser_id = $2`,
    [eventId, organiserId],
  )
  return rows[0]
}

interface SaleTimes {
  onSaleAt: Date | null
  saleEndsAt: Date | null
}

interface SaleTerms extends SaleTimes {
  priced: ReturnType<typeof readPriceSettings>
}

function readSale(before: Before, change: EventChange): Outcome<SaleTerms, RefusalOf<'INVALID_REQUEST'>> {
  const errors: Fault[] = []
  const read = (name: 'onSaleAt' | 'saleEndsAt', otherwise: Date | null) =>
    change[name] === undefined ? otherwise : readInstant(`/${name}`, change[name], errors)
  const sale = {
    onSaleAt: read('onSaleAt', before.on_sale_at),
    saleEndsAt: read('saleEndsAt', before.sale_ends_at),
  }
  checkSale(sale, errors)
  const priced = readPriceSettings(before, change, { prices: before.prices, onSaleAt: sale.onSaleAt }, errors)
  return errors.length === 0 ? ok({ ...sale, priced }) : refuse({ code: 'INVALID_REQUEST', errors })
}

/**
 * All of the change in one transaction: places that it adds, and whatever else its other rules make possible, go to those who
 * wait before anyone else sees them.
 */
async function store(
  pool: Pool,
  before: Before,
  event: SaleTimes & {
    columns: PriceSettingsColumns
    range: { min: number; max: number }
    change: EventChange
  },
  plan: NextPlan | null,
  offer: (tx: Transaction) => Promise<Offered>,
): Promise<Offered | 'changed'> {
  const { columns, range, change } = event
  const { waitlist = {} } = change
  return transaction(pool, async (tx) => {
    await lockWaitlist(tx, before.id)
    const { rowCount } = await tx.query(
      `update events
          set on_sale_at = $3, sale_ends_at = $4, published = coalesce($5, published),
              concessions = $6, fee_per_ticket = $7, fee_per_order = $8, tax_name = $9, tax_rate = $10, tax_inclusive = $11,
              locked_categories = $12, presale_at = $13, min_price = $14, max_price = $15,
              cancellable = coalesce($16, cancellable), cancel_until_seconds = coalesce($17, cancel_until_seconds),
              cancel_fee = coalesce($18, cancel_fee), transferable = coalesce($19, transferable),
              names_until_seconds = coalesce($20, names_until_seconds),
              waitlist = coalesce($21, waitlist), waitlist_offer_seconds = coalesce($22, waitlist_offer_seconds),
              waitlist_passes = coalesce($23, waitlist_passes),
              waitlist_pass_minutes = coalesce($24, waitlist_pass_minutes),
              waitlist_auto = coalesce($25, waitlist_auto), updated_at = clock_timestamp()
        where id = $1 and updated_at = $2::timestamptz`,
      [
        ...[before.id, before.stamp, event.onSaleAt, event.saleEndsAt, change.published ?? null],
        ...[JSON.stringify(columns.concessions), columns.fee_per_ticket, columns.fee_per_order],
        ...[columns.tax_name, columns.tax_rate, columns.tax_inclusive, columns.locked_categories],
        ...[columns.presale_at, range.min, range.max],
        ...[change.cancellable ?? null, change.cancelUntilSeconds ?? null, change.cancelFee ?? null],
        ...[change.transferable ?? null, change.namesUntilSeconds ?? null],
        ...[waitlist.enabled ?? null, waitlist.offerSeconds ?? null, waitlist.passes ?? null],
        ...[waitlist.passMinutes ?? null, waitlist.auto ?? null],
      ],
    )
    if (rowCount !== 1) return 'changed'
    if (plan !== null) await storeNextPlan(tx, before.id, plan)
    return offer(tx)
  })
}
