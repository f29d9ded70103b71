import type { RefusalOf } from '../../contract/refusals.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import { UnavailableFault } from '../domain/fault.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { GatewayFault } from '../payments/gateway.ts'
import { readBegunPayments } from '../sql/read-payments.ts'
import type { Booking, Caller, PaymentParts } from './booking.ts'
import { findEventOfOrder, readOrder } from './read-orders.ts'
import { settlePayment } from './settle-payment.ts'

/**
 * The buyer's page is back from the provider. What the page says is not asked: the provider is, about every attempt at this
 * order of the caller's that is still on its way. Whether a webhook was here before or comes later makes no difference.
 */
export async function checkPayment(
  booking: Booking,
  caller: Caller,
  orderId: string,
): Promise<Outcome<Order, RefusalOf<'NOT_FOUND'>>> {
  const eventId = await findEventOfOrder(booking, caller, orderId)
  return eventId === undefined
    ? refuse({ code: 'NOT_FOUND' })
    : checkPaymentOf(booking, caller, eventId, orderId)
}

/** The same for an order that is known to be the caller's. */
export async function checkPaymentOf(
  booking: Booking,
  caller: Caller,
  eventId: string,
  orderId: string,
): Promise<Outcome<Order, RefusalOf<'NOT_FOUND'>>> {
  try {
    await askAboutOrder(booking, eventId, orderId)
  } catch (cause) {
    if (!(cause instanceof GatewayFault)) throw cause
    throw new UnavailableFault('the payment provider does not answer', { cause })
  }
  const order = await readOrder(booking, caller, orderId)
  return order === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(order)
}

/** Asks about every attempt at an order that is on its way, and enters what the provider says. */
export async function askAboutOrder(booking: PaymentParts, eventId: string, orderId: string): Promise<void> {
  for (const { provider, providerRef } of await readBegunPayments(booking.pool, eventId, orderId)) {
    const gateway = booking.payments.of(provider)
    if (gateway === undefined || providerRef === null) continue
    const report = await gateway.fetch(providerRef)
    if (report !== undefined) await settlePayment(booking, provider, report, null)
  }
}
