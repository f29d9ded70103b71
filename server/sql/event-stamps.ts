import type { Queryable } from '../postgres/pool.ts'

/** What differs after every change of an event's row or plan. An event that is not there is not in the answer. */
export interface EventStamp {
  id: string
  planVersion: number
  updatedAt: Date
}

export async function readEventStamps(db: Queryable, eventIds: readonly string[]): Promise<EventStamp[]> {
  const { rows } = await db.query<EventStamp>(
    `select id, plan_version as "planVersion", updated_at as "updatedAt" from events where id = any ($1::uuid[])`,
    [eventIds],
  )
  return rows
}
