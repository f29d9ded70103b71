import type { Queryable } from '../postgres/pool.ts'
import { plainArray } from './array-literal.ts'
import { type HoldState, holdStates } from './states.ts'
import { whileNobodyWaits } from './waitlist/lock.ts'

export interface ReleaseRow {
  holdId: string
  /** What the hold is now. */
  state: HoldState
  /** Whether this very call ended it. */
  ended: boolean
  orderId: string | null
  expiresAt: Date
}

const guarded = whileNobodyWaits('release_holds(w, $2, $3)')

interface Row {
  hold_id: string
  state: number
  ended: boolean
  order_id: string | null
  expires_at: Date
}

/**
 * Ends holds whose owner gives them up, or, without `customerIds`, those of them whose time is over. `isGuarded`: only
 * while nobody waits for the event's seats.
 */
export async function releaseHolds(
  db: Queryable,
  eventId: string,
  holdIds: readonly string[],
  customerIds: readonly string[] | null,
  isGuarded = false,
): Promise<ReleaseRow[]> {
  const { rows } = await db.query<Row>({
    name: isGuarded ? 'release_holds_guarded' : 'release_holds',
    text: isGuarded ? guarded : 'select * from release_holds($1, $2, $3)',
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
