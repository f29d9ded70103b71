import { createLog } from '../../server/observe/log.ts'
import type { ProviderEvent } from '../../server/payments/gateway.ts'
import { createStripePayments } from '../../server/payments/stripe/stripe.ts'
import { parseStripeSettings } from '../../server/settings/stripe-settings.ts'
import { startStripeDouble } from '../setup/stripe-double/double.ts'
import { sign } from '../setup/stripe-double/webhooks.ts'
import type { OpenBank } from './bank.ts'

/** How the buyer pays: authorised first, or taken at once without asking us. */
export type Way = 'card' | 'debit'

/** Stripe, by its SDK over HTTP, and the double behind it; webhooks are signed, read and checked as in a sale. */
export function stripeBank(way: Way): OpenBank {
  return async () => {
    const double = await startStripeDouble()
    const settings = parseStripeSettings(double.env, false, [])!
    const stripe = createStripePayments(settings, createLog('silent'))
    const { books } = double
    const read = new Map<string, ProviderEvent>()
    return {
      gateway: stripe.gateway,
      async pay(providerRef) {
        if (books.intent(providerRef).status !== 'requires_payment_method') return
        double.pay(providerRef, way === 'card' ? 'pm_card_visa' : 'pm_sepaDebit')
        if (way === 'debit') double.endProcessing(providerRef, true)
      },
      async events(providerRef) {
        for (const event of books.events) {
          const object = event.data.object as { id: string; payment_intent?: string }
          if (read.has(event.id) || (object.payment_intent ?? object.id) !== providerRef) continue
          const body = JSON.stringify(event)
          const signature = sign(body, Math.floor(Date.now() / 1000), double.webhooks.secret)
          const news = await stripe.readEvent(Buffer.from(body), signature)
          if (news.kind === 'not signed') throw new Error('a webhook was not believed')
          if (news.kind === 'event') read.set(event.id, news.event)
        }
        return books.events.flatMap(({ id }) => {
          const event = read.get(id)
          return event?.report.providerRef === providerRef ? [event] : []
        })
      },
      async books(providerRef) {
        const intent = books.intent(providerRef)
        const charge = books.chargeOf(intent)
        return {
          captured: charge?.amount_captured ?? 0,
          authorised: intent.amount_capturable,
          refunded: charge?.captured ? charge.amount_refunded : 0,
        }
      },
      [Symbol.asyncDispose]: () => double[Symbol.asyncDispose](),
    }
  }
}
