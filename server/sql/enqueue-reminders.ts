import type { Queryable } from '../postgres/pool.ts'

/**
 * Puts one reminder into the outbox for each confirmed order of an event that begins soon, at most `limit` of them. Whoever
 * ordered only lately is not reminded of it. Several servers may do this at once: `once` keeps the first.
 */
export async function enqueueReminders(
  db: Queryable,
  when: { beforeSeconds: number; orderedBeforeSeconds: number },
  limit: number,
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into mails (event_id, kind, order_id, recipient, locale, once)
     select o.event_id, 'reminder', o.id, o.buyer_email, o.locale, 'reminder:' || o.id
       from events e join orders o on o.event_id = e.id
      where e.cancelled_at is null and e.starts_at > now() and e.starts_at <= now() + $1 * interval '1 second'
        and o.state = 2 and o.confirmed_at <= e.starts_at - $2 * interval '1 second'
        and not exists (select from mails m where m.event_id = o.event_id and m.once = 'reminder:' || o.id)
      limit $3
     on conflict (event_id, once) where once is not null do nothing`,
    [when.beforeSeconds, when.orderedBeforeSeconds, limit],
  )
  return rowCount ?? 0
}
