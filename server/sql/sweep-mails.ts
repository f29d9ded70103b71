import type { Queryable } from '../postgres/pool.ts'

/** Deletes what is over and old: sent and kept mails sooner, given up ones later. Returns how many, at most `limit`. */
export async function sweepMails(
  db: Queryable,
  ages: { doneSeconds: number; givenUpSeconds: number },
  limit: number,
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from mails where (event_id, id) in (
       select event_id, id from mails
        where created_at < now() - least($1::integer, $2::integer) * interval '1 second'
          and (state in (2, 4) and created_at < now() - $1 * interval '1 second'
               or state = 3 and created_at < now() - $2 * interval '1 second')
        limit $3)`,
    [ages.doneSeconds, ages.givenUpSeconds, limit],
  )
  return rowCount ?? 0
}
