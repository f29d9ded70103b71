import type { Queryable } from '../postgres/pool.ts'
import { plainArray } from './array-literal.ts'
import { type HoldState, holdStates } from './states.ts'

export interface ReleaseRow {
  holdId: string
  /** What the hold is now. */
  state: HoldState
  /** Whether this very call ended it. */
  ended: boolean
  orderId: string | null
  expiresAt: Date
}

interface Row {
  hold_id: string
  state: number
  ended: boolean
  order_id: string | null
  expires_at: Date
}

/** Ends holds whose owner gives them up, or, without `customerIds`, those of them whose time is over. */
export async function releaseHolds(
  db: Queryable,
  eventId: string,
  holdIds: readonly string[],
  customerIds: readonly string[] | null,
): Promise<ReleaseRow[]> {
  const { rows } = await db.query<Row>({
    name: 'release_holds',
    text: 'select * from release_holds($1, $2, $3)',
    values: [eventId, plainArray(holdIds), customerIds && plainArray(customerIds)],
  })
  return rows.map((row) => ({
    holdId: row.hold_id,
    state: holdStates[row.state] as HoldState,
    ended: row.ended,
    orderId: row.order_id,
    expiresAt: row.expires_at,
  }))
}
