import type { FastifyInstance } from 'fastify'
import { beginPayment } from '../booking/begin-payment.ts'
import type { Booking } from '../booking/booking.ts'
import { checkPayment } from '../booking/check-payment.ts'
import { answerDemoChallenge, type DemoPage, lookAtDemo, payDemo } from '../booking/pay-demo.ts'
import { route } from './route.ts'

export function payments(app: FastifyInstance, booking: Booking): void {
  route(app, 'beginPayment', ({ identity, params }) => beginPayment(booking, identity, params.id))
  route(app, 'checkPayment', ({ identity, params }) => checkPayment(booking, identity, params.id))
}

/** Play money. The routes exist only where the demo provider does. */
export function demoPayments(app: FastifyInstance, booking: Booking, page: DemoPage): void {
  route(app, 'payDemo', ({ identity, params, body }) =>
    payDemo(booking, page, identity, params.orderId, body.outcome),
  )
  route(app, 'lookAtDemo', ({ identity, params }) => lookAtDemo(booking, page, identity, params.orderId))
  route(app, 'answerDemoChallenge', ({ identity, params, body }) =>
    answerDemoChallenge(booking, page, identity, params.orderId, body.approve),
  )
}
