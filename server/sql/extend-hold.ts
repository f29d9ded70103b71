import type { Queryable } from '../postgres/pool.ts'

export interface ExtendJob {
  holdId: string
  customerId: string
  /** The end that the customer saw: a hold that ends at another time has been extended since. */
  seen: Date
}

export type ExtendVerdict =
  | {
      /** MOVED: it was extended before, or its payment has begun; this request changed nothing. */
      code: 'EXTENDED' | 'MOVED'
      clock: Date
      expiresAt: Date
      /** How often it has been extended in all. */
      used: number
      orderId: string | null
    }
  | { code: 'NOT_FOUND' | 'HOLD_ENDED' | 'HOLD_EXPIRED' | 'NOT_EXTENDABLE' }

interface Row {
  code: ExtendVerdict['code']
  clock: Date
  expires_at: Date
  used: number
  order_id: string | null
}

/** Gives a live hold more time, if its event allows that and its payment has not begun. */
export async function extendHold(db: Queryable, eventId: string, job: ExtendJob): Promise<ExtendVerdict> {
  const { rows } = await db.query<Row>('select * from extend_hold($1, $2, $3, $4)', [
    eventId,
    job.holdId,
    job.customerId,
    job.seen,
  ])
  const { code, clock, expires_at: expiresAt, used, order_id: orderId } = rows[0]!
  switch (code) {
    case 'EXTENDED':
    case 'MOVED':
      return { code, clock, expiresAt, used, orderId }
    default:
      return { code }
  }
}
