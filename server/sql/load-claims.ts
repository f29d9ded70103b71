import type { Queryable } from '../postgres/pool.ts'

export interface ClaimRow {
  seat: number
  /** 1 held, 2 sold, 3 blocked, 4 retired. */
  state: number
  holdId: string | null
}

export interface LiveHoldRow {
  id: string
  customerId: string
  seats: number[]
  amounts: number[]
  total: number
  createdAt: Date
  expiresAt: Date
  orderId: string | null
  code: string | null
}

export interface LoadedClaims {
  clock: Date
  claims: ClaimRow[]
  holds: LiveHoldRow[]
  /** Somebody waits for seats of this event. */
  waiting: boolean
}

/** Everything that is taken in one event, in one snapshot, by the database's clock. */
export async function loadClaims(db: Queryable, eventId: string): Promise<LoadedClaims> {
  const { rows } = await db.query<{
    clock: Date
    waiting: boolean
    claims: [number, number, string | null][] | null
    holds: [string, string, number[], number[], number, number, number, string | null, string | null][] | null
  }>(
    `select clock_timestamp() as clock,
       exists (select from waitlist w where w.event_id = $1 and w.state in (1, 2)) as waiting,
       (select json_agg(json_build_array(c.seat, c.state, c.hold_id)) from claims c where c.event_id = $1) as claims,
       (select json_agg(json_build_array(h.id, h.customer_id, h.seats, h.amounts, h.total,
                 extract(epoch from h.created_at) * 1000, extract(epoch from h.expires_at) * 1000, h.order_id,
                 h.code))
          from holds h where h.event_id = $1 and h.state = 1) as holds`,
    [eventId],
  )
  const { clock, waiting, claims, holds } = rows[0]!
  return {
    clock,
    waiting,
    claims: (claims ?? []).map(([seat, state, holdId]) => ({ seat, state, holdId })),
    holds: (holds ?? []).map(
      ([id, customerId, seats, amounts, total, createdMs, expiresMs, orderId, code]) => ({
        id,
        customerId,
        seats,
        amounts,
        total,
        createdAt: new Date(createdMs),
        expiresAt: new Date(expiresMs),
        orderId,
        code,
      }),
    ),
  }
}
