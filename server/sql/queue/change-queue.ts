import type { Room } from '../../domain/waiting-room/room.ts'
import type { Queryable } from '../../postgres/pool.ts'
import { challengeNumber, entryRuleNumber, modeNumber } from './read-rooms.ts'

export interface QueueChange {
  mode?: Room['mode']
  prequeueMinutes?: number
  admissionSeconds?: number
  targetInside?: number
  admitPerMinute?: number
  entryRule?: Room['entryRule']
  challenge?: Room['challenge']
  paused?: boolean
  draining?: boolean
  /** True: the doors are open from now on; false: they are when the schedule or the load says so. */
  open?: boolean
}

/** Makes the room if there is none, and changes what is named. */
export async function changeQueue(db: Queryable, eventId: string, change: QueueChange): Promise<void> {
  const { mode, entryRule, challenge, open } = change
  await db.query('insert into queues (event_id) values ($1) on conflict (event_id) do nothing', [eventId])
  await db.query(
    `update queues set
       mode = coalesce($2, mode),
       prequeue_minutes = coalesce($3, prequeue_minutes),
       admission_seconds = coalesce($4, admission_seconds),
       target_inside = coalesce($5, target_inside),
       admit_per_minute = coalesce($6, admit_per_minute),
       entry_rule = coalesce($7, entry_rule),
       challenge = coalesce($8, challenge),
       paused = coalesce($9, paused),
       draining = coalesce($10, draining),
       opened_at = case $11::boolean when true then coalesce(opened_at, clock_timestamp()) when false then null else opened_at end,
       updated_at = clock_timestamp()
     where event_id = $1`,
    [
      eventId,
      mode === undefined ? null : modeNumber(mode),
      change.prequeueMinutes ?? null,
      change.admissionSeconds ?? null,
      change.targetInside ?? null,
      change.admitPerMinute ?? null,
      entryRule === undefined ? null : entryRuleNumber(entryRule),
      challenge === undefined ? null : challengeNumber(challenge),
      change.paused ?? null,
      change.draining ?? null,
      open ?? null,
    ],
  )
}

/** Adds codes, or changes how many places each is good for. What has been used stays used. */
export async function writeCodes(
  db: Queryable,
  eventId: string,
  codes: readonly { code: string; places: number }[],
): Promise<void> {
  await db.query(
    `insert into queue_codes (event_id, code, places)
     select $1, code, places from unnest($2::text[], $3::integer[]) c(code, places)
     on conflict (event_id, code) do update set places = greatest(excluded.places, queue_codes.used)`,
    [eventId, codes.map(({ code }) => code), codes.map(({ places }) => places)],
  )
}

export interface RoomTotals {
  joined: number
  left: number
  admitted: number
  spent: number
  expired: number
  codes: number
  codePlacesUsed: number
}

/** What became of all who ever joined, for the organiser. */
export async function countPlaces(db: Queryable, eventId: string): Promise<RoomTotals> {
  const { rows } = await db.query<RoomTotals>(
    `select count(*) as joined, count(*) filter (where state = 4) as left,
            count(*) filter (where admitted_at is not null) as admitted,
            count(*) filter (where state = 3) as spent, count(*) filter (where state = 5) as expired,
            (select count(*) from queue_codes c where c.event_id = $1) as codes,
            (select coalesce(sum(c.used), 0) from queue_codes c where c.event_id = $1) as "codePlacesUsed"
       from queue_entries where event_id = $1`,
    [eventId],
  )
  return rows[0]!
}
