import type { FastifyInstance } from 'fastify'
import { receiveProviderEvent } from './booking/receive-provider-event.ts'
import type { Context } from './context.ts'
import { createCodeGuesses } from './http/code-guesses.ts'
import { eventRoutes } from './http/events.ts'
import { findableRoutes } from './http/find-pages.ts'
import { holds } from './http/holds.ts'
import { labRoutes } from './http/lab.ts'
import { liveRoute } from './http/live.ts'
import { mailRoutes } from './http/mails.ts'
import { me } from './http/me.ts'
import { orders } from './http/orders.ts'
import { organiserRoutes } from './http/organiser.ts'
import { demoPayments, payments } from './http/payments.ts'
import { priceRoutes } from './http/prices.ts'
import { queueRoutes } from './http/queue.ts'
import { stripeWebhook } from './http/stripe-webhook.ts'
import { ticketFileRoutes } from './http/ticket-files.ts'
import { ticketRoutes } from './http/tickets.ts'
import { waitlistRoutes } from './http/waitlist.ts'

/** Every resource of the API, each declared in its own file of `http/`. */
export function declareRoutes(
  app: FastifyInstance,
  { booking, config, hub, waitingRoom, demoGateway, stripe, printer, wallets, mail, lab }: Context,
): void {
  const guesses = createCodeGuesses(config.rateLimits)
  eventRoutes(app, booking, guesses)
  holds(app, booking, guesses)
  orders(app, booking, guesses)
  priceRoutes(app, booking, guesses)
  ticketRoutes(app, booking)
  ticketFileRoutes(app, { booking, printer, wallets, publicUrl: config.publicUrl })
  me(app, booking)
  organiserRoutes(app, booking)
  mailRoutes(app, mail)
  if (lab !== null) labRoutes(app, lab)
  payments(app, booking)
  if (demoGateway !== null) demoPayments(app, booking, demoGateway)
  if (stripe)
    stripeWebhook(app, {
      read: stripe.readEvent,
      receive: (event) => receiveProviderEvent(booking, event),
      rateLimits: config.rateLimits,
    })
  findableRoutes(app, booking, config.publicUrl)
  waitlistRoutes(app, booking)
  queueRoutes(app, {
    booking,
    rooms: waitingRoom,
    rateLimits: config.rateLimits,
    secure: config.publicUrl?.startsWith('https:') ?? false,
  })
  liveRoute(app, {
    booking,
    door: hub,
    origins: { publicUrl: config.publicUrl, allowed: config.origins },
    rateLimits: config.rateLimits,
  })
}
