import type { Queryable } from '../../postgres/pool.ts'

/** Events whose seats somebody waits for. */
export async function listAwaited(db: Queryable, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select distinct event_id as id from waitlist where state in (1, 2) limit $1',
    [limit],
  )
  return rows.map(({ id }) => id)
}

/** Holds of an event whose time has been over for a second, and that still have seats: whoever knows them was to end them. */
export async function listOverdue(db: Queryable, eventId: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct hold_id as id from claims
      where event_id = $1 and expires_at <= clock_timestamp() - interval '1 second' limit $2`,
    [eventId, limit],
  )
  return rows.map(({ id }) => id)
}
