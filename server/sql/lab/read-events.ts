import type { LabEvent } from '../../../contract/shapes/lab.ts'
import type { LabEventQuery, LabEvents } from '../../../contract/shapes/lab-runs.ts'
import type { Queryable } from '../../postgres/pool.ts'

/**
 * Events of a run that is over: those of one seat from the beginning, since they are its story; otherwise the last ones.
 * `kept` and `leftOut` are of the whole run.
 */
export async function readEvents(
  db: Queryable,
  id: string,
  { seat, act, outcome }: LabEventQuery,
  limit: number,
): Promise<LabEvents> {
  const { rows } = await db.query<{ event: LabEvent; matching: number }>(
    `select event, matching from (
       select e.event, e.at, count(*) over () as matching
         from lab_runs r, jsonb_array_elements(r.events) with ordinality e (event, at)
        where r.id = $1
          and ($2::integer is null or e.event -> 'seats' @> to_jsonb($2::integer))
          and ($3::text is null or e.event ->> 'act' = $3)
          and ($4::text is null or e.event ->> 'outcome' = $4)
        order by case when $2 is null then -e.at else e.at end limit $5) found
      order by at`,
    [id, seat ?? null, act ?? null, outcome ?? null, limit],
  )
  const whole = await db.query<{ kept: number; leftOut: number }>(
    `select jsonb_array_length(events) as kept, coalesce((report ->> 'logLeftOut')::integer, 0) as "leftOut"
       from lab_runs where id = $1`,
    [id],
  )
  return {
    events: rows.map(({ event }) => event),
    matching: Number(rows[0]?.matching ?? 0),
    kept: whole.rows[0]?.kept ?? 0,
    leftOut: whole.rows[0]?.leftOut ?? 0,
  }
}
