import { type ExpressionBuilder, sql } from 'kysely'
import type { RefusalOf } from '../../contract/refusals.ts'
import type { Event, EventPage, EventQuery } from '../../contract/shapes/events.ts'
import { parseInstant } from '../domain/instant.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { countTaken } from '../sql/count-taken.ts'
import { type EventRow, eventColumns, type Tables } from '../sql/tables.ts'
import type { Booking } from './booking.ts'
import { describeEvent, type EventNumbers, numbersOfCount, numbersOfSale } from './describe-event.ts'

const WORDS_MAX = 10
const PAGE = 1
const LIMIT = 20

type Parts = Pick<Booking, 'pool' | 'database' | 'inventory'>
type Invalid = RefusalOf<'INVALID_REQUEST'>

/**
 * Published and listed events. What has begun is left out unless the query asks for the past with `from`, or with a
 * `to` that is past itself. However many events a page has, it costs two queries, and a third for those whose sale is
 * not in memory.
 */
export async function listEvents(parts: Parts, query: EventQuery): Promise<Outcome<EventPage, Invalid>> {
  const now = new Date(parts.inventory.nowMs())
  const period = readPeriod(query, now)
  if (!period.ok) return period
  const { page = PAGE, limit = LIMIT, sort = 'date', order = 'asc' } = query
  const matching = parts.database
    .selectFrom('events')
    .where(({ and, eb }) => and([eb('published', '=', true), eb('listed', '=', true), ...wanted(eb, query)]))
    .$if(period.value.from !== null, (q) => q.where('starts_at', '>=', period.value.from!))
    .$if(period.value.to !== null, (q) => q.where('starts_at', '<', period.value.to!))

  const first = { date: sql`starts_at`, price: sql`min_price`, title: sql`lower(title)` }[sort]
  const [{ total }, rows] = await Promise.all([
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    matching
      .select(eventColumns)
      .orderBy(first, order)
      .$if(sort !== 'date', (q) => q.orderBy('starts_at', order))
      .orderBy('id', order)
      .limit(limit)
      .offset((page - 1) * limit)
      .execute(),
  ])
  return ok({ events: await describeAll(parts, rows, now), page, limit, total })
}

function wanted(eb: ExpressionBuilder<Tables, 'events'>, { search, category, availability }: EventQuery) {
  const words = (search ?? '').split(/\s+/).filter((word) => word !== '')
  return [
    ...words
      .slice(0, WORDS_MAX)
      .map((word) => eb('search_text', 'like', sql<string>`lower(${containing(word)})`)),
    ...(category === undefined || category === ''
      ? []
      : [eb(sql`lower(category)`, '=', sql`lower(${category})`)]),
    ...(availability === 'available' ? [hasFreePlaces] : []),
  ]
}

/** A claim that is over but not swept yet counts as taken for that second: reading the key alone is what makes it fast. */
const hasFreePlaces = sql<boolean>`places > (select count(*) from claims c where c.event_id = events.id)`

function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}

function readPeriod(query: EventQuery, now: Date): Outcome<{ from: Date | null; to: Date | null }, Invalid> {
  const errors: { path: string; message: string }[] = []
  const read = (name: 'from' | 'to') => {
    const text = query[name]
    if (text === undefined || text === '') return null
    const instant = parseInstant(text)
    if (instant === null) errors.push({ path: `/${name}`, message: 'is not a date, or an RFC 3339 instant' })
    return instant
  }
  const from = read('from')
  const to = read('to')
  for (const name of ['search', 'category'] as const) {
    if (query[name]?.includes('\0')) errors.push({ path: `/${name}`, message: 'contains the NUL character' })
  }
  if (errors.length > 0) return refuse({ code: 'INVALID_REQUEST', errors })
  const asksForThePast = from !== null || (to !== null && to <= now)
  return ok({ from: asksForThePast ? from : now, to })
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
