import type { RefusalOf } from '../../contract/refusals.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { indexPlan } from '../domain/seat-index.ts'
import type { SeatPlan } from '../domain/seat-plan.ts'
import { retireExactly } from '../inventory/retire-seats.ts'
import type { Queryable } from '../postgres/pool.ts'
import type { Transaction } from '../postgres/transaction.ts'
import { type PreparedPlan, preparePlan } from './prepare-plan.ts'

/** A plan made ready to follow another version. */
export interface NextPlan extends PreparedPlan {
  version: number
}

/**
 * Makes a plan ready to follow version `version` of an event: every seat that both have keeps its index, by its
 * `seat_guid`. Does all of the work that needs no lock.
 */
export async function prepareNextPlan(
  db: Queryable,
  event: { id: string; plan_version: number; prices: Record<string, number> },
  document: unknown,
): Promise<Outcome<NextPlan, RefusalOf<'INVALID_PLAN'>>> {
  const prepared = preparePlan(document, await seatOrder(db, event.id, event.plan_version))
  if (!prepared.ok) return prepared
  const { categories } = prepared.value.layout
  const faults = categories.flatMap(({ name }, i) =>
    Object.hasOwn(event.prices, name)
      ? []
      : [{ path: `categories[${i}].name`, message: `“${name}” has no price in this event` }],
  )
  if (faults.length > 0) return refuse({ code: 'INVALID_PLAN', faults })
  return ok({ ...prepared.value, version: event.plan_version + 1 })
}

async function seatOrder(db: Queryable, eventId: string, version: number): Promise<readonly string[]> {
  const { rows } = await db.query<{ seat_order: string[] | null; document: SeatPlan | null }>(
    `select seat_order, case when seat_order is null then document end as document
       from event_plans where event_id = $1 and version = $2`,
    [eventId, version],
  )
  const plan = rows[0]!
  // Only a plan that was checked is ever stored.
  return plan.seat_order ?? indexPlan(plan.document!).seatIds
}

/**
 * Replaces the plan. Seats that it no longer has are retired in the ledger in this same transaction; if one of them is
 * held or sold, this throws `SeatsInUse` and nothing has changed. The event's row must be locked.
 */
export async function storeNextPlan(tx: Transaction, eventId: string, plan: NextPlan): Promise<void> {
  await tx.query(
    'insert into event_plans (event_id, version, document, seat_order, layout) values ($1, $2, $3, $4, $5)',
    [eventId, plan.version, plan.document, plan.seatOrder, plan.storedLayout],
  )
  await tx.query(
    'update events set plan_version = $2, places = $3, updated_at = clock_timestamp() where id = $1',
    [eventId, plan.version, plan.index.places],
  )
  // Last, because from here on buyers of those seats wait for us.
  await retireExactly(tx, eventId, plan.index.retired)
}
