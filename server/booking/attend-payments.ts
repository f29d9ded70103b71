import { paymentLimits } from '../limits/payment-limits.ts'
import { GatewayFault } from '../payments/gateway.ts'
import {
  type DueRefund,
  finishRefund,
  nextDueMs,
  notePaymentError,
  noteRefundError,
  takeDuePayments,
  takeDueRefunds,
} from '../sql/due-payments.ts'
import type { PaymentRow } from '../sql/read-payments.ts'
import type { PaymentParts } from './booking.ts'
import { openAtProvider } from './open-at-provider.ts'
import { settlePayment } from './settle-payment.ts'

export interface Attended {
  /** Payments and refunds that were looked after. */
  rows: number
  failures: { what: 'payment' | 'refund'; id: string; tries: number; cause: unknown }[]
  /** When something is due next, in ms from now; at most a poll's pause. */
  nextMs: number
}

const lease = {
  rows: paymentLimits.dueRows,
  retrySeconds: paymentLimits.retrySeconds,
  askSeconds: paymentLimits.askAfterSeconds,
  maxSeconds: paymentLimits.retryMaxSeconds,
  triesMax: paymentLimits.triesMax,
}

/**
 * Does what is due at the providers: takes money that was authorised for seats now sold, lets go of what nobody needs, gives
 * back what is owed, and asks about payments that have been silent. Any number of servers may do this at once; each row is
 * one server's at a time, and stays due until it has worked.
 */
export async function attendPayments(booking: PaymentParts): Promise<Attended> {
  const attended: Attended = { rows: 0, failures: [], nextMs: 0 }
  for (let round = 0; round < paymentLimits.roundsPerRun; round += 1) {
    const payments = await takeDuePayments(booking.pool, lease)
    const refunds = await takeDueRefunds(booking.pool, lease)
    if (payments.length + refunds.length === 0) break
    attended.rows += payments.length + refunds.length
    await Promise.all([
      ...payments.map((payment) =>
        attendPayment(booking, payment).catch(async (cause: unknown) => {
          attended.failures.push({ what: 'payment', id: payment.id, tries: payment.tries, cause })
          await notePaymentError(booking.pool, payment.eventId, payment.id, messageOf(cause))
        }),
      ),
      ...refunds.map((refund) =>
        attendRefund(booking, refund).catch(async (cause: unknown) => {
          attended.failures.push({ what: 'refund', id: refund.id, tries: refund.tries, cause })
          await noteRefundError(booking.pool, refund.eventId, refund.id, messageOf(cause))
        }),
      ),
    ])
  }
  attended.nextMs = await nextDueMs(booking.pool, paymentLimits.pollMs)
  return attended
}

export async function attendPayment(booking: PaymentParts, payment: PaymentRow): Promise<void> {
  const { provider, id } = payment
  const gateway = booking.payments.of(provider)
  if (gateway === undefined) throw new Error(`the payment provider “${provider}” is not set up`)
  const ref = payment.providerRef ?? (await openAtProvider(booking, gateway, payment)).providerRef
  if (payment.wanted === 'capture') {
    await settlePayment(booking, provider, await gateway.capture(ref, id), null)
    return
  }
  if (payment.state === 'open') {
    // Asked before it is cancelled: money that is there already may still find its seats free.
    const report = await gateway.fetch(ref)
    if (report === undefined) throw new GatewayFault(`${provider} knows no payment ${ref}`)
    await settlePayment(booking, provider, report, null)
    const isUndecided = report.state === 'open' || report.state === 'processing'
    if (payment.wanted === null || !isUndecided) return
  }
  await settlePayment(booking, provider, await gateway.cancel(ref, id), null)
}

async function attendRefund({ pool, payments }: PaymentParts, refund: DueRefund): Promise<void> {
  const { eventId, id, amount, provider, providerRef } = refund
  if (!refund.isCaptured) return // It comes back, and finds the money captured, or itself gone with the payment.
  const gateway = payments.of(provider)
  if (gateway === undefined || providerRef === null)
    throw new Error(`the payment provider “${provider}” is not set up`)
  if (refund.tries >= paymentLimits.triesMax) {
    const message = 'given up after many tries'
    await finishRefund(pool, eventId, id, { state: 'failed', providerRef: null, message })
    return
  }
  await finishRefund(pool, eventId, id, await gateway.refund({ providerRef, refundId: id, amount }))
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
