import type { MailData, MailKind } from '../domain/mails.ts'
import type { Queryable } from '../postgres/pool.ts'

export interface NewMail<K extends MailKind = MailKind> {
  kind: K
  /** Null: about no event. */
  eventId: string | null
  orderId?: string | null
  recipient: string
  /** A language's tag; one that we do not write becomes English. */
  locale: string
  data: MailData<K>
  /** Within the event, two mails with the same word here are one: the first. */
  once?: string
}

/**
 * Puts a mail into the outbox. Given a transaction it is part of it: sent if that commits, and otherwise never was.
 * After the commit, `wake` of the outbox saves the mail a few seconds. Returns its id; null when `once` had it already.
 */
export async function enqueueMail<K extends MailKind>(
  db: Queryable,
  mail: NewMail<K>,
): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `insert into mails (event_id, kind, order_id, recipient, locale, data, once)
     values (coalesce($1, '00000000-0000-0000-0000-000000000000'::uuid), $2, $3, $4, $5, $6, $7)
     on conflict (event_id, once) where once is not null do nothing
     returning id`,
    [
      mail.eventId,
      mail.kind,
      mail.orderId ?? null,
      mail.recipient,
      mail.locale,
      JSON.stringify(mail.data),
      mail.once ?? null,
    ],
  )
  return rows[0]?.id ?? null
}
