import type { Queryable } from '../postgres/pool.ts'

/** What became of a try. `secret`: what is in its data is nobody's business once it is over. */
export type MailVerdict =
  | { outcome: 'sent' }
  | { outcome: 'again'; inMs: number; error: string }
  | { outcome: 'given up'; error: string }
  | { outcome: 'kept' }

const states = { sent: 2, again: 1, 'given up': 3, kept: 4 } as const

/**
 * Writes down what became of a mail that this server took. False when it was too slow and somebody else has taken it since:
 * then it is theirs to say.
 */
export async function settleMail(
  db: Queryable,
  mail: { eventId: string; id: string; tries: number; secret: boolean },
  verdict: MailVerdict,
): Promise<boolean> {
  const again = verdict.outcome === 'again'
  const { rowCount } = await db.query(
    `update mails
        set state = $4::smallint, taken_at = null, last_error = $6,
            due_at = case when $4::smallint = 1 then clock_timestamp() + $5::integer * interval '1 millisecond' end,
            sent_at = case when $4::smallint = 2 then clock_timestamp() end,
            data = case when $7::boolean then '{}' else data end
      where event_id = $1 and id = $2 and tries = $3 and state = 1`,
    [
      mail.eventId,
      mail.id,
      mail.tries,
      states[verdict.outcome],
      again ? verdict.inMs : 0,
      'error' in verdict ? verdict.error : null,
      mail.secret && !again,
    ],
  )
  return rowCount === 1
}
