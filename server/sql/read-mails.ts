import type { Queryable } from '../postgres/pool.ts'
import { type MailRow, mailColumns } from './take-mails.ts'

/** A mail as its organiser sees it in a list. */
export interface ListedMailRow extends MailRow {
  state: number
  dueAt: Date | null
  sentAt: Date | null
  lastError: string | null
  eventTitle: string
  eventSlug: string
  orderNumber: number | null
}

export interface MailFilter {
  kind?: string
  state?: number
  /** Mails before this one, by age. */
  before?: string
}

const select = `select ${mailColumns}, m.state, m.due_at as "dueAt", m.sent_at as "sentAt",
    m.last_error as "lastError", e.title as "eventTitle", e.slug as "eventSlug", o.number as "orderNumber"`

/**
 * Mails of the events of this organiser, newest first. Mails about no event, such as password resets, are on no organiser's
 * list: the join is what guards them.
 */
export async function listMails(
  db: Queryable,
  organiserId: string,
  filter: MailFilter,
  limit: number,
): Promise<ListedMailRow[]> {
  // The newest few of each event, along its primary key, then the newest few of these.
  const { rows } = await db.query<ListedMailRow>(
    `${select}
       from events e
      cross join lateral (
        select * from mails m
         where m.event_id = e.id and ($2::text is null or m.kind = $2) and ($3::smallint is null or m.state = $3)
           and ($4::uuid is null or m.id < $4)
         order by m.id desc limit $5
      ) m
       left join orders o on o.event_id = m.event_id and o.id = m.order_id
      where e.organiser_id = $1
      order by m.id desc limit $5`,
    [organiserId, filter.kind ?? null, filter.state ?? null, filter.before ?? null, limit],
  )
  return rows
}

/** One mail of an event of this organiser. */
export async function readMail(
  db: Queryable,
  organiserId: string,
  id: string,
): Promise<ListedMailRow | undefined> {
  const { rows } = await db.query<ListedMailRow>(
    `${select}
       from events e
       join mails m on m.event_id = e.id and m.id = $2
       left join orders o on o.event_id = m.event_id and o.id = m.order_id
      where e.organiser_id = $1`,
    [organiserId, id],
  )
  return rows[0]
}

/** How many of this organiser's mails are in each state, by the state's number. */
export async function countMails(db: Queryable, organiserId: string): Promise<Map<number, number>> {
  const { rows } = await db.query<{ state: number; mails: number }>(
    `select m.state, count(*) as mails from events e join mails m on m.event_id = e.id
      where e.organiser_id = $1 group by m.state`,
    [organiserId],
  )
  return new Map(rows.map(({ state, mails }) => [state, mails]))
}

/** Makes a mail due again that was given up or kept, as if it were new. Anything else is left as it is. */
export async function retryMail(db: Queryable, organiserId: string, id: string): Promise<void> {
  await db.query(
    `update mails m set state = 1, due_at = clock_timestamp(), tries = 0, interrupts = 0, last_error = null
       from events e
      where e.organiser_id = $1 and m.event_id = e.id and m.id = $2 and m.state in (3, 4)`,
    [organiserId, id],
  )
}
