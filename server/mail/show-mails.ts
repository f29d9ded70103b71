import type { RefusalOf } from '../../contract/refusals.ts'
import type { ListedMail, MailPage, MailQuery, MailState, ShownMail } from '../../contract/shapes/mails.ts'
import { mailStates } from '../domain/mails.ts'
import { orderNumber } from '../domain/order-number.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { mailLimits } from '../limits/mail-limits.ts'
import * as sql from '../sql/read-mails.ts'
import { type Composed, composeMail } from './compose.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import type { MailRoom } from './mail-room.ts'
import { Unsendable } from './unsendable.ts'

type NotFound = RefusalOf<'NOT_FOUND'>
const NOT_FOUND = refuse({ code: 'NOT_FOUND' } as const)

/** What an organiser sees of the outbox: the mails of their events, and nobody's account. */
export async function listMails(room: MailRoom, organiserId: string, query: MailQuery): Promise<MailPage> {
  const { pool, sends } = room
  const state = query.state === undefined ? undefined : mailStates.indexOf(query.state)
  const [rows, counts] = await Promise.all([
    sql.listMails(pool, organiserId, { ...query, state }, mailLimits.listed + 1),
    sql.countMails(pool, organiserId),
  ])
  const mails = rows.slice(0, mailLimits.listed).map(describe)
  const count = (name: MailState) => counts.get(mailStates.indexOf(name)) ?? 0
  return {
    mails,
    next: rows.length > mails.length ? (mails.at(-1)?.id ?? null) : null,
    counts: { due: count('due'), sent: count('sent'), given_up: count('given_up'), kept: count('kept') },
    sending: sends,
  }
}

export async function showMail(
  room: MailRoom,
  organiserId: string,
  id: string,
): Promise<Outcome<ShownMail, NotFound>> {
  const row = await sql.readMail(room.pool, organiserId, id)
  if (row === undefined) return NOT_FOUND
  const written = await preview(room, row)
  if ('fault' in written) return ok({ ...describe(row), content: null, fault: written.fault })
  const { letter, attachments, replyTo } = written
  const content = {
    subject: letter.subject,
    text: letterText(letter),
    replyTo: replyTo?.email ?? null,
    attachments: attachments.map(({ name, type, content }) => ({
      name,
      type,
      bytes: content.length,
      base64: content.toString('base64'),
    })),
  }
  return ok({ ...describe(row), content, fault: null })
}

/** The HTML with its pictures inside: a frame has no other parts of the mail to find them in. */
export async function previewMail(
  room: MailRoom,
  organiserId: string,
  id: string,
): Promise<Outcome<string, NotFound>> {
  const row = await sql.readMail(room.pool, organiserId, id)
  if (row === undefined) return NOT_FOUND
  const written = await preview(room, row)
  if ('fault' in written) return NOT_FOUND
  let page = letterHtml(written.letter)
  for (const { cid, type, content } of written.attachments)
    if (cid) page = page.replaceAll(`cid:${cid}`, `data:${type};base64,${content.toString('base64')}`)
  return ok(page)
}

export async function retryMail(
  room: MailRoom,
  organiserId: string,
  id: string,
): Promise<Outcome<ListedMail, NotFound>> {
  await sql.retryMail(room.pool, organiserId, id)
  room.wake()
  const row = await sql.readMail(room.pool, organiserId, id)
  return row === undefined ? NOT_FOUND : ok(describe(row))
}

async function preview(room: MailRoom, row: sql.ListedMailRow): Promise<Composed | { fault: string }> {
  try {
    return await composeMail(room.desk, row, { preview: true })
  } catch (error) {
    if (error instanceof Unsendable) return { fault: error.message }
    throw error
  }
}

function describe(row: sql.ListedMailRow): ListedMail {
  return {
    id: row.id,
    kind: row.kind as ListedMail['kind'],
    state: mailStates[row.state] as MailState,
    event: { id: row.eventId, slug: row.eventSlug, title: row.eventTitle },
    order:
      row.orderId === null || row.orderNumber === null
        ? null
        : { id: row.orderId, number: orderNumber(row.orderNumber) },
    recipient: row.recipient,
    language: row.locale,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    tries: row.tries,
    lastError: row.lastError,
  }
}
