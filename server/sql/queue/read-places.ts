import type { Queryable } from '../../postgres/pool.ts'

/** Somebody's place in a queue, as the database has it. */
export interface PlaceRow {
  id: string
  customerId: string
  number: number | null
  joinedAt: Date
  state: PlaceState
  expiresAt: Date | null
}

export type PlaceState = 'waiting' | 'admitted' | 'spent' | 'left' | 'expired'
const states = ['waiting', 'admitted', 'spent', 'left', 'expired'] as const

export const placeState = (state: number): PlaceState => states[state - 1]!

/** An admission that is spent or over is called so at once, settled or not: nobody is told what the gate would deny. */
const columns = `id, customer_id as "customerId", number, joined_at as "joinedAt", expires_at as "expiresAt",
  case when state <> 2 then state
       when exists (select from orders o where o.event_id = e.event_id and o.customer_id = e.customer_id
                      and o.confirmed_at >= e.admitted_at) then 3
       when expires_at <= clock_timestamp() then 5
       else 2 end as state`

type Raw = Omit<PlaceRow, 'state'> & { state: number }

const named = (row: Raw): PlaceRow => ({ ...row, state: placeState(row.state) })

/** The best live place of these customers, else the one that ended last. */
export async function readPlace(
  db: Queryable,
  eventId: string,
  customerIds: readonly string[],
): Promise<PlaceRow | undefined> {
  const { rows } = await db.query<Raw>({
    name: 'read-place',
    text: `select ${columns} from queue_entries e
            where event_id = $1 and customer_id = any ($2::uuid[])
            order by e.state in (1, 2) desc, e.state = 2 desc, ended_at desc nulls last, number nulls last, joined_at limit 1`,
    values: [eventId, customerIds],
  })
  return rows[0] && named(rows[0])
}

/** All who wait, for a server that has just learnt of the room or its draw. */
export async function readWaiting(db: Queryable, eventId: string, limit: number): Promise<PlaceRow[]> {
  const { rows } = await db.query<Raw>(
    `select ${columns} from queue_entries e where event_id = $1 and e.state = 1 order by number, joined_at limit $2`,
    [eventId, limit],
  )
  return rows.map(named)
}

/**
 * Numbers of those who gave up their place before their turn, ascending, and who is in at the moment, or has just bought: a retry
 * of theirs is worth looking up.
 */
export async function readMovements(
  db: Queryable,
  eventId: string,
  serving: number,
): Promise<{ left: number[]; inside: string[] }> {
  const { rows } = await db.query<{ left: number[] | null; inside: string[] | null }>({
    name: 'read-movements',
    text: `select (select array_agg(number order by number) from queue_entries
                    where event_id = $1 and state = 4 and number > $2) as left,
                  (select array_agg(customer_id) from queue_entries
                    where event_id = $1
                      and (state = 2 or state = 3 and ended_at > statement_timestamp() - interval '10 minutes')) as inside`,
    values: [eventId, serving],
  })
  return { left: rows[0]?.left ?? [], inside: rows[0]?.inside ?? [] }
}

/** Whether one of these customers may hold seats: let in, in time, and without an order confirmed since. */
export async function isAdmitted(
  db: Queryable,
  eventId: string,
  customerIds: readonly string[],
): Promise<boolean> {
  const { rows } = await db.query({
    name: 'is-admitted',
    text: `select from queue_entries e
            where e.event_id = $1 and e.customer_id = any ($2::uuid[]) and e.state = 2 and e.expires_at > clock_timestamp()
              and not exists (select from orders o where o.event_id = $1 and o.customer_id = any ($2::uuid[])
                                and o.confirmed_at >= e.admitted_at)`,
    values: [eventId, customerIds],
  })
  return rows.length > 0
}
