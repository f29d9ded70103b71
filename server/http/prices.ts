import type { FastifyInstance } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { checkCode } from '../booking/check-code.ts'
import { deleteCode, listCodes, putCode } from '../booking/event-codes.ts'
import { quoteHold } from '../booking/quote-hold.ts'
import { readCreditNotes, readReceipt } from '../booking/read-receipts.ts'
import { ok, refuse } from '../domain/outcome.ts'
import type { CodeGuesses } from './code-guesses.ts'
import { organiserId } from './organiser.ts'
import { route } from './route.ts'

/** What things cost: quotes, codes, receipts. */
export function priceRoutes(app: FastifyInstance, booking: Booking, guesses: CodeGuesses): void {
  route(app, 'checkCode', ({ identity, params, body, request }) =>
    guesses.judge({ identity, request }, body.code, () =>
      checkCode(booking, identity, params.idOrSlug, body.code),
    ),
  )

  route(app, 'quoteHold', ({ identity, params, body, request }) =>
    guesses.judge({ identity, request }, body.code, () => quoteHold(booking, identity, params.id, body)),
  )

  route(app, 'getReceipt', async ({ identity, params }) => {
    const receipt = await readReceipt(booking, identity, params.id)
    return receipt === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(receipt)
  })

  route(app, 'listCreditNotes', async ({ identity, params }) => {
    const creditNotes = await readCreditNotes(booking, identity, params.id)
    return creditNotes === undefined ? refuse({ code: 'NOT_FOUND' }) : ok({ creditNotes })
  })

  route(app, 'listCodes', ({ params, identity }) => listCodes(booking, params.id, organiserId(identity)))

  route(app, 'putCode', ({ params, identity, body }) =>
    putCode(booking, params.id, organiserId(identity), params.code, body),
  )

  route(app, 'deleteCode', ({ params, identity }) =>
    deleteCode(booking, params.id, organiserId(identity), params.code),
  )
}
