import { orderNumber } from '../domain/order-number.ts'
import type { Gateway, OpenedPayment } from '../payments/gateway.ts'
import { recordOpened } from '../sql/begin-payment.ts'
import type { PaymentRow } from '../sql/read-payments.ts'
import type { Booking } from './booking.ts'

/** What a provider is told of a payment. */
export type ToBeOpened = Pick<
  PaymentRow,
  'eventId' | 'orderId' | 'id' | 'amount' | 'currency' | 'buyerEmail' | 'orderNumber'
>

/**
 * Opens a payment at its provider, or finds the one that was opened by an earlier call: our id is the provider's idempotency
 * key, so a call whose answer was lost is simply made again.
 */
export async function openAtProvider(
  { pool }: Pick<Booking, 'pool'>,
  gateway: Gateway,
  payment: ToBeOpened,
  deadline?: Date,
): Promise<OpenedPayment> {
  const { eventId, orderId, id: paymentId, amount, currency, buyerEmail } = payment
  const opened = await gateway.open({
    eventId,
    orderId,
    paymentId,
    amount,
    currency,
    // Without the event's title, which may change: a provider refuses a key that comes with other words than before.
    description: `Order ${orderNumber(payment.orderNumber)}`,
    buyerEmail,
    ...(deadline !== undefined && { deadline }),
  })
  await recordOpened(pool, eventId, paymentId, opened.providerRef)
  return opened
}
