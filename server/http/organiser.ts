import type { FastifyInstance } from 'fastify'
import { auditEvent } from '../booking/audit-event.ts'
import { blockSeats } from '../booking/block-seats.ts'
import type { Booking } from '../booking/booking.ts'
import { changeEvent } from '../booking/change-event.ts'
import { createEvent } from '../booking/create-event.ts'
import { describeEvent, numbersOfSale } from '../booking/describe-event.ts'
import { listPaymentAttention } from '../booking/list-payment-attention.ts'
import { rebuildAvailability } from '../booking/rebuild-availability.ts'
import { refundOrder } from '../booking/refund-order.ts'
import { ok } from '../domain/outcome.ts'
import type { Identity } from './identity.ts'
import { route } from './route.ts'

/** The organiser's desk. The role is settled by `route`; whose event it is, by each act: another's is NOT_FOUND. */
export function organiserRoutes(app: FastifyInstance, booking: Booking): void {
  const { inventory } = booking

  async function describe(eventId: string) {
    const sale = await inventory.sale(eventId)
    if (sale === undefined) throw new Error(`event ${eventId} is gone`)
    return ok(describeEvent(sale.event, numbersOfSale(sale), new Date(inventory.nowMs())))
  }

  route(app, 'createEvent', async ({ body, identity, idempotencyKey }) => {
    const created = await createEvent(booking, body, { organiserId: organiserId(identity), idempotencyKey })
    return created.ok ? describe(created.value.id) : created
  })

  route(app, 'changeEvent', async ({ params, body, identity }) => {
    const changed = await changeEvent(booking, params.id, organiserId(identity), body)
    return changed.ok ? describe(params.id) : changed
  })

  route(app, 'blockSeats', ({ params, body, identity }) =>
    blockSeats(booking, params.id, organiserId(identity), body),
  )

  route(app, 'refundOrder', ({ params, body, identity }) =>
    refundOrder(booking, organiserId(identity), params.id, body),
  )

  route(app, 'listPaymentAttention', async ({ identity }) =>
    ok(await listPaymentAttention(booking, organiserId(identity))),
  )

  route(app, 'rebuildAvailability', ({ params, identity }) =>
    rebuildAvailability(booking, params.id, organiserId(identity)),
  )

  route(app, 'dumpLedger', ({ params, identity }) => auditEvent(booking, params.id, organiserId(identity)))
}

export function organiserId(identity: Identity): string {
  if (identity.user === undefined) throw new Error('an organiser operation was reached without an account')
  return identity.user.id
}
