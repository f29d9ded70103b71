import type { ProviderEvent } from '../payments/gateway.ts'
import type { Booking } from './booking.ts'
import { settlePayment } from './settle-payment.ts'

/**
 * Takes an event that a provider has sent, after its signature was checked. When this returns, the event and all that
 * follows from it are in the ledger, and the provider may be told so; a second delivery changes nothing. It throws when
 * that could not be done: the provider is to send it again.
 */
export async function receiveProviderEvent(
  booking: Pick<Booking, 'inventory' | 'payments' | 'wakeMail'>,
  { provider, id, kind, report }: ProviderEvent,
): Promise<void> {
  await settlePayment(booking, provider, report, { id, kind })
}
