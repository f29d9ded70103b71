import type { RefusalOf } from '../../contract/refusals.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { ticketLimits } from '../limits/ticket-limits.ts'
import { enqueueMail } from '../sql/enqueue-mail.ts'
import type { Booking, Caller } from './booking.ts'
import { findOrder } from './read-orders.ts'

/**
 * Sends the confirmation, with the tickets, once more. To the buyer's address and nowhere else, and once in a while only:
 * within a stretch of time two such mails have one name in the outbox, on any number of servers.
 */
export async function resendOrder(
  booking: Booking,
  caller: Caller,
  orderId: string,
): Promise<Outcome<{ recipient: string }, RefusalOf<'NOT_FOUND' | 'NOTHING_TO_SEND' | 'RATE_LIMITED'>>> {
  const order = await findOrder(booking, caller, orderId)
  if (order === undefined) return refuse({ code: 'NOT_FOUND' })
  if (order.state !== 'confirmed') return refuse({ code: 'NOTHING_TO_SEND' })
  const everySeconds = ticketLimits.resendEverySeconds
  const nowSeconds = order.clock.getTime() / 1000
  const stretch = Math.floor(nowSeconds / everySeconds)
  const id = await enqueueMail(booking.pool, {
    kind: 'confirmation',
    eventId: order.eventId,
    orderId,
    recipient: order.buyerEmail,
    locale: order.locale,
    data: {},
    once: `resend ${orderId} ${stretch}`,
  })
  if (id === null) {
    const retryAfterSeconds = Math.ceil((stretch + 1) * everySeconds - nowSeconds)
    return refuse({ code: 'RATE_LIMITED', retryAfterSeconds })
  }
  booking.wakeMail()
  return ok({ recipient: order.buyerEmail })
}
