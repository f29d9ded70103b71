import type { Queryable } from '../../postgres/pool.ts'

/** Lets the next ones in; see functions/admit_entries.sql. Returns how many. */
export async function admitEntries(
  db: Queryable,
  eventId: string,
  decided: { serving: number; count: number; credit: number; creditedAt: Date },
): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    name: 'admit_entries',
    text: 'select admit_entries($1, $2, $3, $4, $5) as count',
    values: [eventId, decided.serving, decided.count, decided.credit, decided.creditedAt],
  })
  return rows[0]!.count
}

/** Ends admissions that are spent or over; see functions/settle_admissions.sql. */
export async function settleAdmissions(
  db: Queryable,
  eventId: string,
): Promise<{ spent: number; expired: number }> {
  const { rows } = await db.query<{ spent: number; expired: number }>({
    name: 'settle_admissions',
    text: 'select spent, expired from settle_admissions($1)',
    values: [eventId],
  })
  return rows[0]!
}

/** Gives up the places of these customers, waiting or let in. The second time there is nothing to give up. */
export async function leaveQueue(
  db: Queryable,
  eventId: string,
  customerIds: readonly string[],
): Promise<{ id: string; wasAdmitted: boolean }[]> {
  const { rows } = await db.query<{ id: string; wasAdmitted: boolean }>({
    name: 'leave-queue',
    text: `update queue_entries set state = 4, ended_at = clock_timestamp()
            where event_id = $1 and customer_id = any ($2::uuid[]) and state in (1, 2)
            returning id, admitted_at is not null as "wasAdmitted"`,
    values: [eventId, customerIds],
  })
  return rows
}

/** A guest's places become an account's; see functions/adopt_queue_places.sql. */
export async function adoptQueuePlaces(db: Queryable, guestId: string, userId: string): Promise<void> {
  await db.query('select adopt_queue_places($1, $2)', [guestId, userId])
}
