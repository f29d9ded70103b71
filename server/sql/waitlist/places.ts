import type { Transaction } from '../../postgres/transaction.ts'

export interface JoinJob {
  entryId: string
  customerId: string
  quantity: number
  /** Null: any that is not behind a code. */
  categories: string[] | null
  area: string | null
  adjacent: boolean
  name: string | null
  email: string | null
  locale: string
  key: string | null
  hash: string | null
}

/** Called with the event's waitlist lock; see functions/join_waitlist.sql. */
export async function joinWaitlist(
  tx: Transaction,
  eventId: string,
  job: JoinJob,
): Promise<'JOINED' | 'ALREADY_WAITING' | 'LIMIT_EXCEEDED'> {
  const { rows } = await tx.query(
    'select join_waitlist($1, $2, $3, $4, $5::text[], $6, $7, $8, $9, $10, $11, $12) as code',
    [
      ...[eventId, job.entryId, job.customerId, job.quantity, job.categories, job.area, job.adjacent],
      ...[job.name, job.email, job.locale, job.key, job.hash],
    ],
  )
  return rows[0].code
}

/** The place that a request with this key made before. */
export async function findEntryByKey(
  tx: Transaction,
  eventId: string,
  { customerId, key }: Pick<JoinJob, 'customerId' | 'key'>,
): Promise<{ id: string; hash: string | null } | null> {
  if (key === null) return null
  const { rows } = await tx.query<{ id: string; hash: string | null }>(
    `select id, request_hash as hash from waitlist
      where event_id = $1 and customer_id = $2 and idempotency_key = $3`,
    [eventId, customerId, key],
  )
  return rows[0] ?? null
}

export async function hasEntry(tx: Transaction, eventId: string, entryId: string): Promise<boolean> {
  const { rowCount } = await tx.query('select from waitlist where event_id = $1 and id = $2', [
    eventId,
    entryId,
  ])
  return rowCount === 1
}

/**
 * Ends a place, and says whose it was and which hold has to go with it: the offer, which is the customer's, or what was
 * gathered, which is the place's own. Null when these customers have no such place.
 */
export async function leaveWaitlist(
  tx: Transaction,
  eventId: string,
  entryId: string,
  customerIds: readonly string[],
): Promise<{ customerId: string; wasActive: boolean; holdId: string | null; holderId: string } | null> {
  const { rows } = await tx.query<{
    customerId: string
    holdId: string | null
    state: number
    isOpen: boolean
  }>(
    `select w.customer_id as "customerId", w.hold_id as "holdId", w.state,
            waitlist_state(w.state, h.state, h.expires_at) in (1, 2, 3) as "isOpen"
       from waitlist w
       left join holds h on h.event_id = w.event_id and h.id = w.hold_id
      where w.event_id = $1 and w.id = $2 and w.customer_id = any ($3::uuid[])`,
    [eventId, entryId, customerIds],
  )
  const place = rows[0]
  if (place === undefined) return null
  const { customerId, holdId, state, isOpen } = place
  if (!isOpen) return { customerId, wasActive: false, holdId: null, holderId: customerId }
  await tx.query(
    'update waitlist set state = 5, ended_at = clock_timestamp() where event_id = $1 and id = $2',
    [eventId, entryId],
  )
  return { customerId, wasActive: true, holdId, holderId: state === 2 ? entryId : customerId }
}
