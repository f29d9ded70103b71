import type { FastifyInstance } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { describeHold } from '../booking/describe-hold.ts'
import { extendHold } from '../booking/extend-hold.ts'
import { placeHold } from '../booking/place-hold.ts'
import { readHold } from '../booking/read-hold.ts'
import { releaseHold } from '../booking/release-hold.ts'
import { ok, refuse } from '../domain/outcome.ts'
import { withAdmission } from './admission-token.ts'
import type { CodeGuesses } from './code-guesses.ts'
import { route } from './route.ts'

export function holds(app: FastifyInstance, booking: Booking, guesses: CodeGuesses): void {
  route(app, 'placeHold', ({ identity, params, body, idempotencyKey, request }) =>
    guesses.judge({ identity, request }, body.code, () =>
      placeHold(
        booking,
        withAdmission(app.edge, identity, request.raw.headers),
        params.idOrSlug,
        body,
        idempotencyKey,
      ),
    ),
  )

  route(app, 'getHold', async ({ identity, params }) => {
    const found = await readHold(booking, identity, params.id)
    if (found === undefined) return refuse({ code: 'NOT_FOUND' })
    return ok(describeHold(found))
  })

  route(app, 'releaseHold', ({ identity, params }) => releaseHold(booking, identity, params.id))

  route(app, 'extendHold', ({ identity, params, body }) =>
    extendHold(booking, identity, params.id, body.expiresAt),
  )
}
