import type { Queryable } from '../postgres/pool.ts'
import { enqueueMail } from '../sql/enqueue-mail.ts'
import { seal } from './seal.ts'

export interface PasswordReset {
  name: string
  email: string
  token: string
  /** After this the link is worth nothing, and the mail is not sent. */
  expiresAt: Date
  locale: string
}

/**
 * A mail with a link that is worth an account. It waits in the outbox like any other, with the link sealed: neither a copy of
 * the database nor an organiser's page can show it.
 */
export async function enqueuePasswordReset(
  db: Queryable,
  key: Uint8Array,
  { name, email, token, expiresAt, locale }: PasswordReset,
): Promise<void> {
  await enqueueMail(db, {
    kind: 'password_reset',
    eventId: null,
    recipient: email,
    locale,
    data: { name, sealed: seal(key, token, email), expiresAt: expiresAt.toISOString() },
  })
}
