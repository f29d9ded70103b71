import type { FastifyInstance } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { cancelOrder } from '../booking/cancel-order.ts'
import { placeOrder } from '../booking/place-order.ts'
import { readOrder } from '../booking/read-orders.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { withAdmission } from './admission-token.ts'
import type { CodeGuesses } from './code-guesses.ts'
import { requestLanguage } from './request-language.ts'
import { route, withStatus } from './route.ts'

export function orders(app: FastifyInstance, booking: Booking, guesses: CodeGuesses): void {
  route(app, 'placeOrder', ({ identity, body, idempotencyKey, request }) =>
    guesses.judge({ identity, request }, body.code, async () => {
      const caller = withAdmission(app.edge, identity, request.raw.headers)
      const placed = await placeOrder(booking, caller, body, idempotencyKey, requestLanguage(request))
      if (!placed.ok) return placed
      const { value } = placed
      return ok(withStatus('waitlist' in value ? 202 : 201, value))
    }),
  )

  route(app, 'getOrder', async ({ identity, params }) => {
    const order = await readOrder(booking, identity, params.id)
    return order === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(order)
  })

  route(app, 'cancelOrder', ({ identity, params, body }) =>
    cancelOrder(booking, identity, params.id, body?.ticketIds ?? null),
  )
}
