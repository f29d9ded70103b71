import type { Queryable } from '../postgres/pool.ts'

/**
 * One version of a plan as JSON text. `order` in it lists the seat ids by index where that is not simply plan order,
 * so that a client numbers the seats as the server does.
 */
export async function readPlan(db: Queryable, eventId: string, version: number): Promise<string | undefined> {
  const { rows } = await db.query<{ plan: string }>(
    `select (case when seat_order is null then document
                  else document || jsonb_build_object('order', seat_order) end)::text as plan
       from event_plans where event_id = $1 and version = $2`,
    [eventId, version],
  )
  return rows[0]?.plan
}
