import type { Queryable } from '../postgres/pool.ts'

/** Payments and refunds that somebody still has to look after, by what they are. Read from an index of just those. */
export async function countOpenPayments(db: Queryable): Promise<Map<string, number>> {
  const { rows } = await db.query<{ state: string; count: number }>(
    `select case state when 3 then 'authorised' else 'open' end as state, count(*)
       from payments where due_at is not null group by 1
     union all
     select 'refund', count(*) from refunds where due_at is not null`,
  )
  return new Map(rows.map(({ state, count }) => [state, count]))
}
