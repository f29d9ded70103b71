import Stripe from 'stripe'
import type { Log } from '../../observe/log.ts'
import type { StripeSettings } from '../../settings/stripe-settings.ts'

const { errors } = Stripe

/**
 * Asks Stripe whether it knows the secret key and lets it do what a sale needs, so that a wrong key is found at start and not
 * by the first customer. A Stripe that does not answer stops no start: seats can be sold as soon as it is back.
 */
export async function checkStripeKeys(client: Stripe, { api }: StripeSettings, log: Log): Promise<void> {
  const asked = await Promise.allSettled([
    client.paymentIntents.list({ limit: 1 }),
    client.refunds.list({ limit: 1 }),
  ])
  for (const [at, answer] of asked.entries()) {
    if (answer.status === 'fulfilled') continue
    const error = answer.reason
    if (error instanceof errors.StripeAuthenticationError)
      throw new Error(`STRIPE_SECRET_KEY is not accepted by Stripe: ${error.message}`, { cause: error })
    if (error instanceof errors.StripePermissionError)
      throw new Error(
        `STRIPE_SECRET_KEY may not use Stripe's ${at === 0 ? 'PaymentIntents' : 'refunds'}: ${error.message} A restricted key needs to write PaymentIntents and refunds.`,
        { cause: error },
      )
    log.error(
      { error, stripe: `${api.protocol}://${api.host}:${api.port}` },
      'Stripe did not answer when its keys were checked. Payments cannot be opened until it does; look at STRIPE_API_URL if it was set',
    )
    return
  }
}
