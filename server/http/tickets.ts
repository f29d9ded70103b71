import type { FastifyInstance } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { checkTicket } from '../booking/check-ticket.ts'
import { claimTicket } from '../booking/claim-ticket.ts'
import { nameAttendee } from '../booking/name-attendee.ts'
import { listReceivedTickets, readTicket } from '../booking/read-tickets.ts'
import { resendOrder } from '../booking/resend-order.ts'
import { transferTicket } from '../booking/transfer-ticket.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { ticketLimits } from '../limits/ticket-limits.ts'
import { PUBLISHED_KEYS_PATH, publishedKeys } from '../tickets/published-keys.ts'
import { organiserId } from './organiser.ts'
import { requestLanguage } from './request-language.ts'
import { route } from './route.ts'

/** Tickets after they were bought: names, passing them on, what a code is worth. */
export function ticketRoutes(app: FastifyInstance, booking: Booking): void {
  route(app, 'getTicket', async ({ identity, params }) => {
    const held = await readTicket(booking, identity, params.id)
    return held === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(held.ticket)
  })

  route(app, 'nameAttendee', ({ identity, params, body }) =>
    nameAttendee(booking, identity, params.id, body.attendee),
  )

  // Whoever gets it has not told us their language, so the mail is in that of whoever sends it.
  route(app, 'transferTicket', ({ identity, params, body, request }) =>
    transferTicket(booking, identity, params.id, { ...body, locale: requestLanguage(request) }),
  )

  route(app, 'claimTicket', ({ identity, body }) => claimTicket(booking, identity, body.token))

  route(app, 'resendOrder', ({ identity, params }) => resendOrder(booking, identity, params.id))

  route(app, 'myReceivedTickets', async ({ identity }) =>
    ok({ tickets: await listReceivedTickets(booking, identity) }),
  )

  route(app, 'checkTicket', async ({ identity, body }) =>
    ok(await checkTicket(booking, organiserId(identity), body.code)),
  )

  // For scanners of any make, without an identity and without a limit of its own: it is cached, and small.
  app.get(PUBLISHED_KEYS_PATH, { schema: { hide: true } }, (_request, reply) => {
    reply
      .header('cache-control', `public, max-age=${ticketLimits.publishedKeysSeconds}`)
      .header('access-control-allow-origin', '*')
      .type('application/jwk-set+json')
      .send(JSON.stringify(publishedKeys(booking.seal.keys())))
  })
}
