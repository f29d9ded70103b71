import type { FastifyInstance } from 'fastify'
import { ok } from '../domain/outcome.ts'
import type { MailRoom } from '../mail/mail-room.ts'
import { listMails, previewMail, retryMail, showMail } from '../mail/show-mails.ts'
import type { Identity } from './identity.ts'
import { route } from './route.ts'

/**
 * A mail in a frame: it runs nothing, loads nothing, sends nothing, and is of no origin, so that whatever an event's title or
 * a buyer's name has got into it stays where it is. Only our own pages may frame it.
 */
const FRAME_POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'`

/** The outbox, for organisers. Another's mails are not there. */
export function mailRoutes(app: FastifyInstance, room: MailRoom): void {
  route(app, 'listMails', async ({ query, identity }) =>
    ok(await listMails(room, organiserId(identity), query)),
  )

  route(app, 'getMail', ({ params, identity }) => showMail(room, organiserId(identity), params.id))

  route(app, 'previewMail', async ({ params, identity, reply }) => {
    const page = await previewMail(room, organiserId(identity), params.id)
    if (!page.ok) return page
    return reply
      .header('content-security-policy', FRAME_POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.value)
  })

  route(app, 'retryMail', ({ params, identity }) => retryMail(room, organiserId(identity), params.id))
}

function organiserId(identity: Identity): string {
  if (identity.user === undefined) throw new Error('an organiser operation was reached without an account')
  return identity.user.id
}
