import type { FastifyInstance } from 'fastify'
import type { Context } from './context.ts'
import { eventRoutes } from './http/events.ts'
import { findableRoutes } from './http/find-pages.ts'
import { holds } from './http/holds.ts'
import { liveRoute } from './http/live.ts'
import { me } from './http/me.ts'
import { orders } from './http/orders.ts'
import { organiserRoutes } from './http/organiser.ts'
import { demoPayments } from './http/payments.ts'
import { queueRoutes } from './http/queue.ts'

/** Every resource of the API, each declared in its own file of `http/`. */
export function declareRoutes(app: FastifyInstance, { booking, config, hub, waitingRoom }: Context): void {
  eventRoutes(app, booking)
  holds(app, booking)
  orders(app, booking)
  me(app, booking)
  organiserRoutes(app, booking)
  if (config.demo) demoPayments(app, booking)
  findableRoutes(app, booking, config.publicUrl)
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
