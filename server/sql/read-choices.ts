import type { Queryable } from '../postgres/pool.ts'

/** The events of one kind that are sold in one currency. */
export interface Choice {
  category: string
  currency: string
  min: number
  max: number
  events: number
}

/** Kinds and currencies of listed events, those to come or those that have begun; the most frequent first. */
export async function readChoices(db: Queryable, now: Date, past: boolean, limit: number): Promise<Choice[]> {
  const { rows } = await db.query<Choice>(
    `select category, currency, min(min_price) as min, max(max_price) as max, count(*)::integer as events
       from events
      where published and listed and starts_at ${past ? '<' : '>='} $1
      group by category, currency order by events desc, category, currency limit $2`,
    [now, limit],
  )
  return rows
}
