import type { Queryable } from '../postgres/pool.ts'

/** A mail as the database has it. */
export interface MailRow {
  eventId: string
  id: string
  kind: string
  orderId: string | null
  recipient: string
  locale: string
  data: unknown
  /** Times that somebody began to send it, this one included. */
  tries: number
  /** Of these, how many were never brought to an end: a server died. */
  interrupts: number
  createdAt: Date
}

export const mailColumns = `m.event_id as "eventId", m.id, m.kind, m.order_id as "orderId", m.recipient, m.locale,
  m.data, m.tries, m.interrupts, m.created_at as "createdAt"`

/**
 * Takes due mails for this server: nobody else gets them before the lease is over. What somebody took and did not bring
 * to an end until then is counted as an interruption, for it may or may not have been sent. `kinds`: only such; null is any.
 */
export async function takeMails(
  db: Queryable,
  kinds: readonly string[] | null,
  limit: number,
  leaseMs: number,
): Promise<MailRow[]> {
  const { rows } = await db.query<MailRow>(
    `with due as materialized (
       select event_id, id from mails
        where due_at <= statement_timestamp() and ($3::text[] is null or kind = any ($3))
        order by due_at limit $1 for update skip locked
     )
     update mails m
        set due_at = clock_timestamp() + $2 * interval '1 millisecond', taken_at = clock_timestamp(),
            tries = m.tries + 1, interrupts = m.interrupts + (m.taken_at is not null)::integer
       from due where m.event_id = due.event_id and m.id = due.id
     returning ${mailColumns}`,
    [limit, leaseMs, kinds],
  )
  return rows
}

/** Mails of a server without a mail server: they stay where the organiser can read them. Returns how many. */
export async function keepMails(
  db: Queryable,
  exceptKinds: readonly string[],
  limit: number,
): Promise<number> {
  const { rowCount } = await db.query(
    `with due as materialized (
       select event_id, id from mails
        where due_at <= statement_timestamp() and kind <> all ($1) order by due_at limit $2 for update skip locked
     )
     update mails m set state = 4, due_at = null, taken_at = null
       from due where m.event_id = due.event_id and m.id = due.id`,
    [exceptKinds, limit],
  )
  return rowCount ?? 0
}

export interface DueMails {
  /** Capped: beyond that it does not matter how many. */
  due: number
  /** How long the first of them has been waiting. */
  oldestMs: number
  /** Until the next one is due; null when there is none. Negative: it is due now. */
  nextMs: number | null
}

/** How the outbox stands. Mails that somebody is sending are not due before their lease is over. */
export async function countDueMails(db: Queryable, cap: number): Promise<DueMails> {
  const { rows } = await db.query<DueMails>(
    `select count(*) filter (where due_at <= clock) as due,
            coalesce(max(extract(epoch from clock - due_at) * 1000) filter (where due_at <= clock), 0)::float8 as "oldestMs",
            (min(extract(epoch from due_at - clock)) * 1000)::float8 as "nextMs"
       from (select due_at, clock_timestamp() as clock from mails where due_at is not null order by due_at limit $1) m`,
    [cap],
  )
  return rows[0]!
}
