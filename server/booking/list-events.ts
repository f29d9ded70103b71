import { sql } from 'kysely'
import type { RefusalOf } from '../../contract/refusals.ts'
import type { Event, EventPage, EventQuery } from '../../contract/shapes/events.ts'
import { type Outcome, ok } from '../domain/outcome.ts'
import { countTaken } from '../sql/count-taken.ts'
import { type EventRow, eventColumns } from '../sql/tables.ts'
import type { Booking } from './booking.ts'
import { describeEvent, type EventNumbers, numbersOfCount, numbersOfSale } from './describe-event.ts'
import { conditionsOf, readListWish } from './list-wish.ts'

const PAGE = 1
const LIMIT = 20

type Parts = Pick<Booking, 'pool' | 'database' | 'inventory'>
type Invalid = RefusalOf<'INVALID_REQUEST'>

/**
 * Published and listed events, in pages. However many events a page has, it costs two queries, and a third for those whose sale is
 * not in memory.
 */
export async function listEvents(parts: Parts, query: EventQuery): Promise<Outcome<EventPage, Invalid>> {
  const now = new Date(parts.inventory.nowMs())
  const wish = readListWish(query, now)
  if (!wish.ok) return wish
  const { page = PAGE, limit = LIMIT, sort = 'date', order = 'asc' } = query
  const matching = parts.database
    .selectFrom('events')
    .where(({ eb, and }) => and(conditionsOf(eb, wish.value)))
  const [{ total }, rows] = await Promise.all([
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    matching
      .select(eventColumns)
      .$if(sort === 'price', (q) => q.orderBy('currency', order).orderBy('min_price', order))
      .$if(sort === 'title', (q) => q.orderBy(sql`lower(title)`, order))
      .orderBy('starts_at', order)
      .orderBy('id', order)
      .limit(limit)
      .offset((page - 1) * limit)
      .execute(),
  ])
  return ok({ events: await describeAll(parts, rows, now), page, limit, total })
}

async function describeAll(parts: Parts, rows: EventRow[], now: Date): Promise<Event[]> {
  const numbers = new Map<string, EventNumbers>()
  const unknown: EventRow[] = []
  for (const row of rows) {
    const sale = parts.inventory.loaded(row.id)
    if (sale) numbers.set(row.id, numbersOfSale(sale))
    else unknown.push(row)
  }
  if (unknown.length > 0) await countInDatabase(parts, unknown, numbers)
  // An event that was deleted between the two queries has no numbers, and is not shown.
  return rows.flatMap((row) => {
    const known = numbers.get(row.id)
    return known ? [describeEvent(row, known, now)] : []
  })
}

async function countInDatabase(
  parts: Parts,
  rows: EventRow[],
  numbers: Map<string, EventNumbers>,
): Promise<void> {
  const ids = rows.map(({ id }) => id)
  const [taken, layouts] = await Promise.all([
    countTaken(parts.pool, ids),
    parts.database
      .selectFrom('events')
      .innerJoin('event_plans as plan', (join) =>
        join.onRef('plan.event_id', '=', 'events.id').onRef('plan.version', '=', 'events.plan_version'),
      )
      .select(['events.id', 'plan.layout'])
      .where('events.id', 'in', ids)
      .execute(),
  ])
  for (const { id, layout } of layouts) {
    if (layout !== null) {
      numbers.set(id, numbersOfCount(layout, taken.get(id)!))
      continue
    }
    const sale = await parts.inventory.sale(id)
    if (sale) numbers.set(id, numbersOfSale(sale))
  }
}
