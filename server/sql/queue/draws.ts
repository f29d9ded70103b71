import type { QueryConfig } from 'pg'
import { databaseLimits } from '../../limits/database-limits.ts'
import { queueLimits } from '../../limits/queue-limits.ts'
import type { Queryable } from '../../postgres/pool.ts'
import { plainArray } from '../array-literal.ts'

/** Commits to a seed, unless there is one or the sale has opened. The first server to come wins. */
export async function commitDraw(db: Queryable, eventId: string, seed: Buffer): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into queue_draws (event_id, seed, commitment, committed_at)
     select e.id, $2::bytea, sha256($2::bytea), clock_timestamp() from events e
      where e.id = $1 and e.on_sale_at > clock_timestamp()
     on conflict (event_id) do nothing`,
    [eventId, seed],
  )
  return rowCount === 1
}

/** Closes the list of entrants; see functions/freeze_queue.sql. False when it is closed, or the sale has not opened. */
export async function freezeQueue(db: Queryable, eventId: string): Promise<boolean> {
  const { rows } = await db.query<{ frozen: boolean }>({
    text: 'select freeze_queue($1) as frozen',
    values: [eventId],
    // Hundreds of thousands of entrants, on a busy machine: longer than any other statement may take.
    query_timeout: queueLimits.freezeMs + databaseLimits.queryGraceMs,
  } as QueryConfig)
  return rows[0]!.frozen
}

export interface DrawRow {
  commitment: Buffer
  committedAt: Date
  frozenAt: Date | null
  entrants: number | null
  digest: Buffer | null
  revealedAt: Date | null
  /** Null until it is revealed: before that it leaves the database for the draw only. */
  seed: Buffer | null
}

export async function readDraw(db: Queryable, eventId: string): Promise<DrawRow | undefined> {
  const { rows } = await db.query<DrawRow>(
    `select commitment, committed_at as "committedAt", frozen_at as "frozenAt", entrants, digest,
            revealed_at as "revealedAt", case when revealed_at is not null then seed end as seed
       from queue_draws where event_id = $1`,
    [eventId],
  )
  return rows[0]
}

/** Ids of those who take part, in the order that the digest has them in. */
export async function readEntrants(db: Queryable, eventId: string): Promise<string[]> {
  const { rows } = await db.query<{ ids: string[] | null }>(
    `select array_agg(id order by id::text collate "C") as ids from queue_entries where event_id = $1 and drawn`,
    [eventId],
  )
  return rows[0]?.ids ?? []
}

/** The seed of a draw whose list is frozen and whose numbers are not given yet. */
export async function readSecretSeed(
  db: Queryable,
  eventId: string,
): Promise<{ seed: Buffer; digest: Buffer } | undefined> {
  const { rows } = await db.query<{ seed: Buffer; digest: Buffer }>(
    `select seed, digest from queue_draws where event_id = $1 and frozen_at is not null and revealed_at is null`,
    [eventId],
  )
  return rows[0]
}

/**
 * Gives these entrants the numbers from `first` on. Done again it changes nothing, so a draw that was cut short is simply done
 * once more; and it takes no lock that a join would wait for.
 */
export async function writeNumbers(
  db: Queryable,
  eventId: string,
  ids: readonly string[],
  first: number,
): Promise<void> {
  await db.query(
    `update queue_entries e set number = $3::bigint + r.place - 1
       from unnest($2::uuid[]) with ordinality r(id, place)
      where e.event_id = $1 and e.id = r.id and e.drawn and e.number is null`,
    [eventId, plainArray(ids), first],
  )
}

/** Shows the seed, once every entrant has a number. False when it was shown before. */
export async function revealDraw(db: Queryable, eventId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update queue_draws set revealed_at = clock_timestamp()
      where event_id = $1 and frozen_at is not null and revealed_at is null
        and not exists (select from queue_entries e where e.event_id = $1 and e.drawn and e.number is null)`,
    [eventId],
  )
  return rowCount === 1
}
