import type { Queryable } from '../postgres/pool.ts'

export interface AttentionRow {
  what: 'capture' | 'cancel' | 'refund' | 'ask'
  id: string
  orderId: string
  eventId: string
  provider: string
  amount: number
  currency: string
  tries: number
  givenUp: boolean
  message: string | null
  since: Date
}

/** `$1`: an organiser, or null for everybody's; `$2`: tries that are still nothing to worry about. */
const stuck = `
  select case p.wanted when 1 then 'capture' when 2 then 'cancel' else 'ask' end as what, p.id, p.order_id as "orderId",
         p.event_id as "eventId", p.provider, p.amount, p.currency, p.tries, p.due_at is null as "givenUp",
         p.last_error as message, p.created_at as since
    from payments p
   where p.state in (1, 3) and p.begun_at is not null and p.tries >= $2 and (p.wanted is not null or p.due_at is null)
   union all
  select 'refund', r.id, r.order_id, r.event_id, p.provider, r.amount, r.currency, r.tries, r.state = 3, r.last_error,
         r.created_at
    from refunds r join payments p on p.event_id = r.event_id and p.id = r.payment_id
   where r.state = 3 or (r.state = 1 and r.tries >= $2)`

/** What does not come to an end by itself in an organiser's events, the oldest first. */
export async function readPaymentAttention(
  db: Queryable,
  organiserId: string,
  tries: number,
  limit: number,
): Promise<AttentionRow[]> {
  const { rows } = await db.query<AttentionRow>(
    `select s.* from (${stuck}) s join events e on e.id = s."eventId"
      where e.organiser_id = $1 order by s.since limit $3`,
    [organiserId, tries, limit],
  )
  return rows
}

/** The same as numbers, of all events. */
export async function countPaymentAttention(db: Queryable, tries: number): Promise<Map<string, number>> {
  const { rows } = await db.query<{ what: string; count: number }>(
    `select s.what, count(*) as count from (${stuck}) s where $1::uuid is null group by s.what`,
    [null, tries],
  )
  return new Map(rows.map(({ what, count }) => [what, count]))
}
