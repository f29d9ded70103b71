import { type ExpressionBuilder, sql } from 'kysely'
import type { RefusalOf } from '../../contract/refusals.ts'
import type { EventQuery } from '../../contract/shapes/events.ts'
import { parseInstant } from '../domain/instant.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Tables } from '../sql/tables.ts'

const WORDS_MAX = 10

/** What a list of events is narrowed to. */
export interface ListWish {
  from: Date | null
  to: Date | null
  /** Each must be found in title, summary, category or venue. */
  words: string[]
  category: string | null
  currency: string | null
  /** Minor units, only with a currency: an amount alone says nothing. */
  priceMin: number | null
  priceMax: number | null
  available: boolean
}

/**
 * Reads a query. What has begun is left out unless the query asks for the past: with `past`, with `from`, or with a `to`
 * that is past itself.
 */
export function readListWish(query: EventQuery, now: Date): Outcome<ListWish, RefusalOf<'INVALID_REQUEST'>> {
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
  const { currency, priceMin, priceMax } = query
  if (currency === undefined && (priceMin !== undefined || priceMax !== undefined)) {
    errors.push({
      path: '/currency',
      message: 'is needed with a price: amounts of several cannot be compared',
    })
  }
  if (errors.length > 0) return refuse({ code: 'INVALID_REQUEST', errors })
  return ok({
    ...periodOf(query.past ?? false, from, to, now),
    words: (query.search ?? '').split(/\s+/).filter(Boolean).slice(0, WORDS_MAX),
    category: query.category || null,
    currency: currency ?? null,
    priceMin: priceMin ?? null,
    priceMax: priceMax ?? null,
    available: query.availability === 'available',
  })
}

function periodOf(
  past: boolean,
  from: Date | null,
  to: Date | null,
  now: Date,
): Pick<ListWish, 'from' | 'to'> {
  if (past) return { from, to: to === null || to > now ? now : to }
  const asksForThePast = from !== null || (to !== null && to <= now)
  return { from: asksForThePast ? from : now, to }
}

export function conditionsOf(eb: ExpressionBuilder<Tables, 'events'>, wish: ListWish) {
  const { from, to, words, category, currency, priceMin, priceMax, available } = wish
  return [
    eb('published', '=', true),
    eb('listed', '=', true),
    ...(from === null ? [] : [eb('starts_at', '>=', from)]),
    ...(to === null ? [] : [eb('starts_at', '<', to)]),
    ...words.map((word) => eb('search_text', 'like', sql<string>`lower(${containing(word)})`)),
    ...(category === null ? [] : [eb(sql`lower(category)`, '=', sql`lower(${category})`)]),
    ...(currency === null ? [] : [eb('currency', '=', currency)]),
    ...(priceMin === null ? [] : [eb('max_price', '>=', priceMin)]),
    ...(priceMax === null ? [] : [eb('min_price', '<=', priceMax)]),
    ...(priceMin === null || priceMax === null ? [] : [hasPriceBetween(priceMin, priceMax)]),
    ...(available ? [hasFreePlaces] : []),
  ]
}

/** Between its lowest and its highest price an event need not have one that fits. */
function hasPriceBetween(min: number, max: number) {
  return sql<boolean>`exists (
    select from jsonb_each_text(prices) p where p.value::bigint between ${min} and ${max})`
}

/** A claim that is over but not swept yet counts as taken for that second: reading the key alone is what makes it fast. */
const hasFreePlaces = sql<boolean>`places > (select count(*) from claims c where c.event_id = events.id)`

function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}
