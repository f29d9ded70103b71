import {
  type ColumnType,
  type CompiledQuery,
  type Generated,
  Kysely,
  PostgresDialect,
  type Selectable,
} from 'kysely'
import type { Venue } from '../../contract/shapes/events.ts'
import type { Concession } from '../domain/event-prices.ts'
import type { PlanLayout } from '../domain/plan-layout.ts'
import type { Pool } from '../postgres/pool.ts'

/** The tables that composed queries read. The hot tables are reached by hand-written SQL only. */
export interface Tables {
  events: EventsTable
  event_plans: EventPlansTable
}

/** `jsonb` is written as text: the driver would turn an array into a PostgreSQL array. */
type Json<T> = ColumnType<T, string, string>

interface EventsTable {
  id: string
  slug: string
  title: string
  summary: string
  description: string
  category: string
  artwork: string | null
  venue: Json<Venue>
  starts_at: Date
  ends_at: Date | null
  timezone: string
  on_sale_at: Date | null
  sale_ends_at: Date | null
  published: boolean
  listed: boolean
  cancelled_at: Generated<Date | null>
  currency: string
  prices: Json<Record<string, number>>
  min_price: number
  max_price: number
  plan_version: number
  places: number
  max_per_order: number
  max_per_customer: number | null
  hold_seconds: number
  hold_extensions: Generated<number>
  payment_seconds: Generated<number>
  cancellable: Generated<boolean>
  cancel_until_seconds: Generated<number>
  cancel_fee: Generated<number>
  waitlist: Generated<boolean>
  waitlist_offer_seconds: Generated<number>
  waitlist_passes: Generated<number>
  waitlist_pass_minutes: Generated<number>
  waitlist_auto: Generated<boolean>
  names_until_seconds: Generated<number>
  transferable: Generated<boolean>
  concessions: ColumnType<Concession[], string | undefined, string>
  fee_per_ticket: Generated<number>
  fee_per_order: Generated<number>
  tax_name: string | null
  tax_rate: Generated<number>
  tax_inclusive: Generated<boolean>
  locked_categories: Generated<string[]>
  presale_at: Date | null
  organiser_id: string | null
  sandbox: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  search_text: ColumnType<string, never, never>
  fingerprint: string | null
}

interface EventPlansTable {
  event_id: string
  version: number
  document: Json<unknown>
  seat_order: string[] | null
  layout: Json<PlanLayout> | null
  created_at: Generated<Date>
}

/** One event as the database has it. */
export type EventRow = Omit<Selectable<EventsTable>, 'search_text' | 'fingerprint'>

export const eventColumns = [
  ...(['id', 'slug', 'title', 'summary', 'description', 'category', 'artwork', 'venue'] as const),
  ...(['starts_at', 'ends_at', 'timezone', 'on_sale_at', 'sale_ends_at'] as const),
  ...(['published', 'listed', 'cancelled_at', 'currency', 'prices', 'min_price', 'max_price'] as const),
  ...(['plan_version', 'places', 'max_per_order', 'max_per_customer', 'hold_seconds'] as const),
  ...(['hold_extensions', 'payment_seconds', 'organiser_id', 'created_at', 'updated_at'] as const),
  ...(['concessions', 'fee_per_ticket', 'fee_per_order', 'tax_name', 'tax_rate', 'tax_inclusive'] as const),
  ...(['locked_categories', 'presale_at'] as const),
  ...(['cancellable', 'cancel_until_seconds', 'cancel_fee'] as const),
  ...(['names_until_seconds', 'transferable'] as const),
  ...(['waitlist', 'waitlist_offer_seconds', 'waitlist_passes', 'waitlist_pass_minutes'] as const),
  ...(['waitlist_auto', 'sandbox'] as const),
] satisfies (keyof EventRow)[]

export type Database = Kysely<Tables>

/** Composes queries and runs them on the pool. It owns nothing, so it needs no closing. `onQuery` hears each of them. */
export function composeQueries(pool: Pool, onQuery?: (query: CompiledQuery) => void): Database {
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery && { log: ({ query }) => onQuery(query) }),
  })
}
