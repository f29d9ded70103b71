import type { FastifyInstance } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { payDemo } from '../booking/pay-demo.ts'
import { route } from './route.ts'

/** Play money. The route exists only where the demo provider does. */
export function demoPayments(app: FastifyInstance, booking: Booking): void {
  route(app, 'payDemo', ({ identity, params, body }) =>
    payDemo(booking, identity, params.orderId, body.outcome),
  )
}
