import type Stripe from 'stripe'
import { UnavailableFault } from '../../domain/fault.ts'
import { stripeLimits } from '../../limits/stripe-limits.ts'
import type { Log } from '../../observe/log.ts'
import type { StripeSettings } from '../../settings/stripe-settings.ts'
import { type Gateway, GatewayFault, type PaymentReport, type ProviderEvent } from '../gateway.ts'
import { API_VERSION } from './client.ts'
import { reportOf } from './report.ts'

export type ReadEvent =
  | { kind: 'event'; event: ProviderEvent }
  /** Stripe's, but nothing that we go by: another type, another shop's payment, the other mode. */
  | { kind: 'no news' }
  /** Not Stripe's, or too old to be believed. */
  | { kind: 'not signed' }

interface Parts {
  client: Stripe
  gateway: Gateway
  settings: StripeSettings
  log: Log
}

/**
 * Reads what came in at the webhook. A snapshot of a PaymentIntent is taken at its word; what tells of a refund or a dispute
 * says too little of the payment, and a snapshot in another version may mean something else, so Stripe is asked.
 */
export function createEventReader({ client, gateway, settings, log }: Parts) {
  function verify(body: Buffer, signature: string): Stripe.Event | undefined {
    for (const secret of settings.webhookSecrets) {
      try {
        return client.webhooks.constructEvent(body, signature, secret, stripeLimits.signatureToleranceSeconds)
      } catch (error) {
        // The SDK says that a signature is wrong in more than one way; only a body that is signed and is no JSON is a fault.
        if (error instanceof SyntaxError) throw error
      }
    }
    return undefined
  }

  async function ask(
    intent: string | Stripe.PaymentIntent | null | undefined,
  ): Promise<PaymentReport | undefined> {
    if (!intent) return undefined
    try {
      return await gateway.fetch(typeof intent === 'string' ? intent : intent.id)
    } catch (error) {
      // Stripe sends the event again when it hears that this was no time for it.
      if (error instanceof GatewayFault)
        throw new UnavailableFault('Stripe was asked about a webhook of its own and did not answer', {
          cause: error,
        })
      throw error
    }
  }

  async function report(event: Stripe.Event): Promise<PaymentReport | undefined> {
    switch (event.type) {
      case 'payment_intent.processing':
      case 'payment_intent.payment_failed':
      case 'payment_intent.amount_capturable_updated':
      case 'payment_intent.succeeded':
      case 'payment_intent.canceled': {
        const ours = reportOf(event.data.object)
        return ours && event.api_version !== API_VERSION ? ask(event.data.object) : ours
      }
      case 'refund.failed':
      case 'charge.dispute.created':
        return tellStaff(event, await ask(event.data.object.payment_intent))
      case 'charge.refunded':
      case 'refund.created':
      case 'refund.updated':
        return ask(event.data.object.payment_intent)
    }
    return undefined
  }

  /** Money that did not reach its buyer, or that a bank takes back: nothing that a program could put right. */
  function tellStaff(
    { id, type, data: { object } }: Stripe.RefundFailedEvent | Stripe.ChargeDisputeCreatedEvent,
    ours: PaymentReport | undefined,
  ): PaymentReport | undefined {
    if (!ours) return undefined
    const { orderId, providerRef } = ours
    const what =
      type === 'refund.failed' ? 'A refund has failed at Stripe' : 'A payment is disputed at Stripe'
    log.error(
      { orderId, payment: providerRef, amount: object.amount, event: id },
      `${what}: somebody has to look`,
    )
    return ours
  }

  return async function readEvent(body: Buffer, signature: string | undefined): Promise<ReadEvent> {
    const event = signature === undefined ? undefined : verify(body, signature)
    if (!event) return { kind: 'not signed' }
    if (event.livemode !== settings.live) return { kind: 'no news' }
    const told = await report(event)
    if (!told) return { kind: 'no news' }
    return { kind: 'event', event: { provider: 'stripe', id: event.id, kind: event.type, report: told } }
  }
}
