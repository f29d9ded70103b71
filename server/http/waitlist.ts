import type { FastifyInstance } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { joinWaitlist } from '../booking/join-waitlist.ts'
import { leaveWaitlist, listPlaces, readPlace } from '../booking/read-waitlist.ts'
import { showWaitlistDesk } from '../booking/show-waitlist-desk.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { organiserId } from './organiser.ts'
import { route } from './route.ts'

/** Waiting for seats of a sold-out event. */
export function waitlistRoutes(app: FastifyInstance, booking: Booking): void {
  route(app, 'joinWaitlist', ({ identity, params, body, idempotencyKey }) =>
    joinWaitlist(booking, identity, params.idOrSlug, body, idempotencyKey),
  )

  route(app, 'getWaitlistPlace', async ({ identity, params }) => {
    const place = await readPlace(booking, identity, params.id)
    return place === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(place)
  })

  route(app, 'leaveWaitlist', ({ identity, params }) => leaveWaitlist(booking, identity, params.id))

  route(app, 'myWaitlist', async ({ identity }) => ok({ waitlist: await listPlaces(booking, identity) }))

  route(app, 'showWaitlistDesk', ({ identity, params }) =>
    showWaitlistDesk(booking, params.id, organiserId(identity)),
  )
}
