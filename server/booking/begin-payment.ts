import type { RefusalOf } from '../../contract/refusals.ts'
import type { BegunPayment } from '../../contract/shapes/payments.ts'
import { UnavailableFault } from '../domain/fault.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { paymentLimits } from '../limits/payment-limits.ts'
import { GatewayFault, type OpenedPayment } from '../payments/gateway.ts'
import * as sql from '../sql/begin-payment.ts'
import type { Booking, Caller } from './booking.ts'
import { openAtProvider, type ToBeOpened } from './open-at-provider.ts'
import { findEventOfOrder } from './read-orders.ts'

export type BeginPaymentRefusal = RefusalOf<'NOT_FOUND' | 'HOLD_EXPIRED' | 'HOLD_ENDED' | 'ALREADY_PAID'>

interface Attempt {
  payment: ToBeOpened
  opened: OpenedPayment
  deadline: Date
}

/**
 * Begins to pay an order, or goes on with what was begun: after a reload, a declined card, a lost answer. The seats are held
 * until the deadline, which this does not move.
 */
export async function beginPayment(
  booking: Booking,
  caller: Caller,
  orderId: string,
): Promise<Outcome<BegunPayment, BeginPaymentRefusal>> {
  const begun = await beginAttempt(booking, caller, orderId)
  if (!begun.ok) return begun
  const { opened, deadline } = begun.value
  const gateway = booking.payments.chosen!
  return ok({
    provider: gateway.name,
    clientSecret: opened.clientSecret,
    publicSettings: { ...gateway.publicSettings },
    deadline: deadline.toISOString(),
    serverTime: new Date(booking.inventory.nowMs()).toISOString(),
  })
}

export async function beginAttempt(
  booking: Pick<Booking, 'pool' | 'payments' | 'uuid'>,
  caller: Caller,
  orderId: string,
): Promise<Outcome<Attempt, BeginPaymentRefusal>> {
  const { pool, payments, uuid } = booking
  if (payments.chosen === null) throw new UnavailableFault('no payment provider is set up')
  const eventId = await findEventOfOrder(booking, caller, orderId)
  if (eventId === undefined) return refuse({ code: 'NOT_FOUND' })
  const verdict = await sql.beginPayment(pool, eventId, {
    orderId,
    customerIds: caller.customerIds,
    paymentId: uuid(),
    provider: payments.chosen.name,
    askSeconds: paymentLimits.askAfterSeconds,
  })
  switch (verdict.code) {
    case 'BEGUN':
      break
    case 'PAID':
      return refuse({ code: 'ALREADY_PAID' })
    default:
      return refuse({ code: verdict.code })
  }
  const { paymentId: id, amount, currency, buyerEmail, orderNumber, deadline } = verdict
  const payment = { eventId, orderId, id, amount, currency, buyerEmail, orderNumber }
  try {
    const opened = await openAtProvider(booking, payments.chosen, payment, deadline)
    return ok({ payment, opened, deadline })
  } catch (cause) {
    if (!(cause instanceof GatewayFault)) throw cause
    throw new UnavailableFault('the payment provider does not answer', { cause })
  }
}
