import type { FastifyInstance } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { cancelOrder } from '../booking/cancel-order.ts'
import { placeOrder } from '../booking/place-order.ts'
import { readOrder } from '../booking/read-orders.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { withAdmission } from './admission-token.ts'
import type { CodeGuesses } from './code-guesses.ts'
import { requestLanguage } from './request-language.ts'
import { route } from './route.ts'

export function orders(app: FastifyInstance, booking: Booking, guesses: CodeGuesses): void {
  route(app, 'placeOrder', ({ identity, body, idempotencyKey, request }) =>
    guesses.judge({ identity, request }, body.code, () =>
      placeOrder(
        booking,
        withAdmission(identity, request.raw.headers),
        body,
        idempotencyKey,
        requestLanguage(request),
      ),
    ),
  )

  route(app, 'getOrder', async ({ identity, params }) => {
    const order = await readOrder(booking, identity, params.id)
    return order === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(order)
  })

  route(app, 'cancelOrder', ({ identity, params, body }) =>
    cancelOrder(booking, identity, params.id, body?.ticketIds ?? null),
  )
}
