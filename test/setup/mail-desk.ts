import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { createEvent } from '../../server/booking/create-event.ts'
import type { MailData, MailKind } from '../../server/domain/mails.ts'
import { createOutbox, type Outbox } from '../../server/mail/outbox.ts'
import { createSmtpPost, type Patience, type Post } from '../../server/mail/smtp.ts'
import { parseMailSettings } from '../../server/settings/mail-settings.ts'
import { enqueueMail } from '../../server/sql/enqueue-mail.ts'
import { type Edge, type EdgeOptions, openEdge } from './edge.ts'
import { standingPlan } from './shopper.ts'

export interface MailDesk extends AsyncDisposable {
  edge: Edge
  eventId: string
  /** A confirmed order of two places, of `Zoë O’Hara`. */
  orderId: string
  /** Puts a mail about that order into the outbox. Returns its id. */
  enqueue<K extends MailKind>(
    kind: K,
    data: MailData<K>,
    change?: { locale?: string; recipient?: string },
  ): Promise<string>
  /** Another server's outbox on the same database, with a post of its own. */
  outbox(smtpUrl: string, limits?: Patience): Outbox
  row(id: string): Promise<MailRecord>
  /** Makes everything due that waits for its next try. */
  hurry(): Promise<void>
}

export interface MailRecord {
  state: number
  tries: number
  interrupts: number
  last_error: string | null
  pause: number | null
  data: unknown
}

const organiserId = '01990000-0000-7000-8000-00000000000a'

/** A server's mail, with one event and one order to tell about. */
export async function openMailDesk(
  change: Partial<NewEvent> = {},
  options: EdgeOptions = {},
): Promise<MailDesk> {
  const edge = await openEdge(options)
  const { pool, booking, mail } = edge.context
  const posts: Post[] = []
  await pool.query(
    `insert into users (id, name, email, role) values ($1, 'The Grand', 'desk@grand.example', 'organiser')
     on conflict do nothing`,
    [organiserId],
  )
  const created = await createEvent(
    { database: booking.database },
    {
      title: 'Ada & the <Engines>',
      venue: { name: 'Grand Theatre', address: 'Hauptstraße 1', city: 'Wien' },
      startsAt: '2027-03-14T18:30:00.000Z',
      timezone: 'Europe/Vienna',
      currency: 'EUR',
      prices: { Standing: 0 },
      published: true,
      plan: standingPlan(50),
      ...change,
    },
    { organiserId },
  )
  if (!created.ok) throw new Error(JSON.stringify(created.refusal))
  const eventId = created.value.id
  const orderId = await placeOrder(edge, eventId)
  // What the order itself has put there is not what the tests are about.
  await pool.query('delete from mails')
  return {
    edge,
    eventId,
    orderId,
    async enqueue(kind, data, { locale = 'en', recipient = 'zoe@example.com' } = {}) {
      const id = await enqueueMail(pool, { kind, eventId, orderId, recipient, locale, data })
      return id!
    },
    outbox(smtpUrl, limits) {
      const settings = parseMailSettings(
        { SMTP_URL: smtpUrl, MAIL_FROM: 'Fullhouse <tickets@shop.test>' },
        [],
      )
      const post = createSmtpPost(settings!.smtp, { limits })
      posts.push(post)
      return createOutbox({ pool, desk: mail.desk, post, from: settings!.from, log: edge.context.log })
    },
    async row(id) {
      const { rows } = await pool.query<MailRecord>(
        `select state, tries, interrupts, last_error, data,
                (extract(epoch from due_at - clock_timestamp()) * 1000)::float8 as pause
           from mails where id = $1`,
        [id],
      )
      return rows[0]!
    },
    async hurry() {
      await pool.query('update mails set due_at = clock_timestamp() where due_at is not null')
    },
    async [Symbol.asyncDispose]() {
      for (const post of posts) post.close()
      mail.close()
      await edge.context.printer.stop()
      await edge[Symbol.asyncDispose]()
    },
  }
}

async function placeOrder(edge: Edge, eventId: string): Promise<string> {
  const placed = await edge.browser().send('POST', '/api/v1/orders', {
    eventId,
    quantity: 2,
    buyer: { name: 'Zoë O’Hara', email: 'zoe@example.com' },
  })
  if (placed.statusCode !== 201) throw new Error(placed.body)
  return placed.json().id
}
