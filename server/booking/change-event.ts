import type { RefusalOf } from '../../contract/refusals.ts'
import type { EventChange } from '../../contract/shapes/organiser.ts'
import { OverloadedFault } from '../domain/fault.ts'
import { checkSale, type Fault, readInstant } from '../domain/new-event.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { SeatsInUse } from '../inventory/retire-seats.ts'
import { eventLimits } from '../limits.ts'
import type { Pool, Queryable } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import type { Booking } from './booking.ts'
import { type NextPlan, prepareNextPlan, storeNextPlan } from './change-plan.ts'

type Refusal = RefusalOf<'NOT_FOUND' | 'INVALID_REQUEST' | 'INVALID_PLAN' | 'SEATS_IN_USE'>

interface Before {
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
    try {
      if (!(await store(pool, before, { ...sale.value, published: change.published }, plan?.value ?? null)))
        continue
    } catch (error) {
      if (!(error instanceof SeatsInUse)) throw error
      return refuse({ code: 'SEATS_IN_USE', seatIds: error.seats.map(plan!.value.index.seatIdOf) })
    }
    // Were the sale being read at this very moment, it might be as it was before: reload only what has been read.
    await inventory.sale(eventId)
    await inventory.reload(eventId)
    return ok(null)
  }
  throw new OverloadedFault('the event was changed by others again and again meanwhile')
}

async function readEvent(db: Queryable, eventId: string, organiserId: string): Promise<Before | undefined> {
  const { rows } = await db.query<Before>(
    `select id, plan_version, prices, on_sale_at, sale_ends_at, updated_at::text as stamp
       from events where id = $1 and organiser_id = $2`,
    [eventId, organiserId],
  )
  return rows[0]
}

interface SaleTimes {
  onSaleAt: Date | null
  saleEndsAt: Date | null
}

function readSale(before: Before, change: EventChange): Outcome<SaleTimes, RefusalOf<'INVALID_REQUEST'>> {
  const errors: Fault[] = []
  const read = (name: 'onSaleAt' | 'saleEndsAt', otherwise: Date | null) =>
    change[name] === undefined ? otherwise : readInstant(`/${name}`, change[name], errors)
  const sale = {
    onSaleAt: read('onSaleAt', before.on_sale_at),
    saleEndsAt: read('saleEndsAt', before.sale_ends_at),
  }
  checkSale(sale, errors)
  return errors.length === 0 ? ok(sale) : refuse({ code: 'INVALID_REQUEST', errors })
}

/** False when the event is not as it was read. */
async function store(
  pool: Pool,
  before: Before,
  event: SaleTimes & { published: boolean | undefined },
  plan: NextPlan | null,
): Promise<boolean> {
  return transaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      `update events
          set on_sale_at = $3, sale_ends_at = $4, published = coalesce($5, published), updated_at = clock_timestamp()
        where id = $1 and updated_at = $2::timestamptz`,
      [before.id, before.stamp, event.onSaleAt, event.saleEndsAt, event.published ?? null],
    )
    if (rowCount !== 1) return false
    if (plan !== null) await storeNextPlan(tx, before.id, plan)
    return true
  })
}
