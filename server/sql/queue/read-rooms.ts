import type { Draw, Room } from '../../domain/waiting-room/room.ts'
import type { Queryable } from '../../postgres/pool.ts'

export interface RoomRow extends Room {
  clock: Date
}

type Raw = Omit<RoomRow, 'draw' | 'mode' | 'entryRule' | 'challenge'> &
  Omit<Draw, 'commitment' | 'digest'> & {
    mode: number
    entryRule: number
    challenge: number
    commitment: Buffer | null
    digest: Buffer | null
  }

const modes = ['off', 'scheduled', 'load'] as const
const entryRules = ['anyone', 'signed_in', 'code'] as const
const challenges = ['under_pressure', 'always', 'never'] as const

/** Room numbers by name, for statements that write them. */
export const modeNumber = (mode: Room['mode']) => modes.indexOf(mode)
export const entryRuleNumber = (rule: Room['entryRule']) => entryRules.indexOf(rule)
export const challengeNumber = (challenge: Room['challenge']) => challenges.indexOf(challenge)

const select = `
  select q.event_id as "eventId", e.slug, e.organiser_id as "organiserId", e.max_per_order as "maxPerOrder", e.places,
         e.published and e.cancelled_at is null as "onShow", e.starts_at as "startsAt",
         e.on_sale_at as "onSaleAt", e.sale_ends_at as "saleEndsAt",
         q.mode, q.prequeue_minutes as "prequeueMinutes", q.opened_at as "openedAt",
         q.admission_seconds as "admissionSeconds", q.target_inside as "targetInside",
         q.admit_per_minute as "admitPerMinute", q.entry_rule as "entryRule", q.challenge, q.paused, q.draining,
         q.last_number as "lastNumber", q.serving, q.admitted, q.credit, q.credited_at as "creditedAt",
         q.decided, q.decided_seats as "decidedSeats",
         d.commitment, d.committed_at as "committedAt", d.frozen_at as "frozenAt", d.entrants, d.digest,
         d.revealed_at as "revealedAt", clock_timestamp() as clock
    from queues q
    join events e on e.id = q.event_id
    left join queue_draws d on d.event_id = q.event_id`

/** Every room that is switched on, of events that are not long over. */
export async function readRooms(db: Queryable, limit: number): Promise<RoomRow[]> {
  const { rows } = await db.query<Raw>({
    name: 'read-rooms',
    text: `${select} where q.mode > 0 and e.starts_at > clock_timestamp() - interval '1 day' order by e.starts_at limit $1`,
    values: [limit],
  })
  return rows.map(roomOf)
}

/** One room, switched on or not; undefined for an event that never had one. */
export async function readRoom(db: Queryable, eventId: string): Promise<RoomRow | undefined> {
  const { rows } = await db.query<Raw>(`${select} where q.event_id = $1`, [eventId])
  return rows[0] && roomOf(rows[0])
}

function roomOf(raw: Raw): RoomRow {
  const { commitment, digest, committedAt, frozenAt, entrants, revealedAt, ...row } = raw
  return {
    ...row,
    mode: modes[raw.mode]!,
    entryRule: entryRules[raw.entryRule]!,
    challenge: challenges[raw.challenge]!,
    draw: commitment && {
      commitment: commitment.toString('hex'),
      digest: digest?.toString('hex') ?? null,
      committedAt,
      frozenAt,
      entrants,
      revealedAt,
    },
  }
}
