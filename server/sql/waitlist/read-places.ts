import type { Queryable } from '../../postgres/pool.ts'

export const waitlistStates = ['', 'waiting', 'gathering', 'offered', 'fulfilled', 'left', 'lapsed'] as const
export type WaitlistState = Exclude<(typeof waitlistStates)[number], ''>

export interface PlaceRow {
  id: string
  eventId: string
  state: WaitlistState
  position: number | null
  quantity: number
  categories: string[] | null
  area: string | null
  adjacent: boolean
  gathered: number
  capped: boolean
  /** The offer's; also of one that is over. */
  holdId: string | null
  orderId: string | null
  createdAt: Date
}

type Raw<T> = Omit<T, 'state'> & { state: number }

const named = <T>(row: Raw<T>): T => ({ ...row, state: waitlistStates[row.state] }) as T

const select = `select w.id, w.event_id as "eventId", waitlist_state(w.state, h.state, h.expires_at) as state,
    waitlist_position(w.event_id, w.id) as position, w.quantity, w.categories, w.area, w.adjacent,
    waitlist_gathered(w.event_id, w.id) as gathered, w.capped,
    case when w.state <> 2 then w.hold_id end as "holdId", h.order_id as "orderId", w.created_at as "createdAt"
  from waitlist w left join holds h on h.event_id = w.event_id and h.id = w.hold_id`

/** A place of one of these customers, by what is true now. */
export async function readPlaceRow(
  db: Queryable,
  id: string,
  customerIds: readonly string[],
): Promise<PlaceRow | undefined> {
  const { rows } = await db.query<Raw<PlaceRow>>(
    `${select} where w.id = $1 and w.customer_id = any ($2::uuid[])`,
    [id, customerIds],
  )
  return rows[0] && named<PlaceRow>(rows[0])
}

/** Places of these customers, the latest first. */
export async function readPlaceRows(
  db: Queryable,
  customerIds: readonly string[],
  limit: number,
): Promise<PlaceRow[]> {
  const { rows } = await db.query<Raw<PlaceRow>>(
    `${select} where w.customer_id = any ($1::uuid[]) order by w.created_at desc, w.id desc limit $2`,
    [customerIds, limit],
  )
  return rows.map((row) => named<PlaceRow>(row))
}

/** Everyone who waits, in order. */
export async function listPositions(
  db: Queryable,
  eventId: string,
): Promise<{ entryId: string; customerId: string; state: 'waiting' | 'gathering'; position: number }[]> {
  const { rows } = await db.query(
    `select id as "entryId", customer_id as "customerId", case state when 1 then 'waiting' else 'gathering' end as state,
            row_number() over (order by number)::integer as position
       from waitlist where event_id = $1 and state in (1, 2) order by number`,
    [eventId],
  )
  return rows
}

export interface DeskRow {
  id: string
  state: WaitlistState
  position: number | null
  quantity: number
  categories: string[] | null
  area: string | null
  adjacent: boolean
  name: string | null
  email: string | null
  passed: number
  gathered: number
  createdAt: Date
}

/** What the organiser sees: those who wait in order, then the others, the latest first. */
export async function readDeskRows(db: Queryable, eventId: string, limit: number): Promise<DeskRow[]> {
  const { rows } = await db.query<Raw<DeskRow>>(
    `select w.id, waitlist_state(w.state, h.state, h.expires_at) as state,
            case when w.state in (1, 2) then row_number() over (partition by w.state in (1, 2) order by w.number) end::integer
              as position,
            w.quantity, w.categories, w.area, w.adjacent, w.buyer_name as name, w.buyer_email as email, w.passed,
            case when w.state = 2 and h.state = 1 then cardinality(h.seats) else 0 end as gathered, w.created_at as "createdAt"
       from waitlist w left join holds h on h.event_id = w.event_id and h.id = w.hold_id
      where w.event_id = $1
      order by w.state in (1, 2) desc, case when w.state in (1, 2) then w.number else -w.number end limit $2`,
    [eventId, limit],
  )
  return rows.map((row) => named<DeskRow>(row))
}
