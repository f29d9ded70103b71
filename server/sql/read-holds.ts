import type { Queryable } from '../postgres/pool.ts'
import { type HoldState, holdStates } from './states.ts'

export interface HoldRow {
  id: string
  eventId: string
  customerId: string
  /** By the database's clock: a hold whose time is over has expired, swept or not. */
  state: HoldState
  seats: number[]
  amounts: number[]
  total: number
  expiresAt: Date
  extensionsUsed: number
  orderId: string | null
  /** The code without which it could not have been held. */
  code: string | null
  clock: Date
}

const columns = `event_id as "eventId", id, customer_id as "customerId",
  case when state = 1 and expires_at <= clock_timestamp() then 4 else state end as state,
  seats, amounts, total, expires_at as "expiresAt",
  extensions_used as "extensionsUsed", order_id as "orderId", code, clock_timestamp() as clock`

type Raw = Omit<HoldRow, 'state'> & { state: number }

/** A hold of one of these customers. */
export async function readHoldRow(
  db: Queryable,
  holdId: string,
  customerIds: readonly string[],
): Promise<HoldRow | undefined> {
  const { rows } = await db.query<Raw>(
    `select ${columns} from holds where id = $1 and customer_id = any ($2::uuid[])`,
    [holdId, customerIds],
  )
  return rows[0] && named(rows[0])
}

/** Any hold of an event, for the engine itself. */
export async function readHoldOfEvent(
  db: Queryable,
  eventId: string,
  holdId: string,
): Promise<HoldRow | undefined> {
  const { rows } = await db.query<Raw>(`select ${columns} from holds where event_id = $1 and id = $2`, [
    eventId,
    holdId,
  ])
  return rows[0] && named(rows[0])
}

/** Live holds of these customers, those that end first first. */
export async function readLiveHolds(
  db: Queryable,
  customerIds: readonly string[],
  limit: number,
): Promise<HoldRow[]> {
  const { rows } = await db.query<Raw>(
    `select ${columns} from holds
      where customer_id = any ($1::uuid[]) and state = 1 and expires_at > clock_timestamp()
      order by expires_at limit $2`,
    [customerIds, limit],
  )
  return rows.map(named)
}

function named(row: Raw): HoldRow {
  return { ...row, state: holdStates[row.state] as HoldState }
}
