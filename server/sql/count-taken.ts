import type { Queryable } from '../postgres/pool.ts'

/**
 * Counts the taken places of several events by the stretches of their plans' layouts, in one statement. A hold whose
 * time is over by the database's clock takes nothing. Events whose plan has no layout are left out; an event with
 * nothing taken has an empty map.
 */
export async function countTaken(
  db: Queryable,
  eventIds: readonly string[],
): Promise<Map<string, Map<number, number>>> {
  const byEvent = new Map(eventIds.map((id) => [id, new Map<number, number>()]))
  if (eventIds.length === 0) return byEvent
  const { rows } = await db.query<{ event_id: string; stretch: number; taken: number }>({
    name: 'count-taken',
    text: `
      select e.id as event_id, taken.stretch, taken.taken
        from events e
        join event_plans p on p.event_id = e.id and p.version = e.plan_version
       cross join lateral (
         select array(select s::integer from jsonb_array_elements_text(p.layout -> 'stretches' -> 'starts') s) as starts
         offset 0 -- made once an event, not once a claim
       ) layout
       cross join lateral (
         select width_bucket(c.seat, layout.starts) - 1 as stretch, count(*) as taken
           from claims c
          where c.event_id = e.id and (c.expires_at is null or c.expires_at > statement_timestamp())
          group by 1
       ) taken
       where e.id = any ($1::uuid[]) and p.layout is not null`,
    values: [eventIds],
  })
  for (const { event_id, stretch, taken } of rows) byEvent.get(event_id)?.set(stretch, taken)
  return byEvent
}
