import type { Log } from '../../observe/log.ts'
import type { StripeSettings } from '../../settings/stripe-settings.ts'
import type { Gateway } from '../gateway.ts'
import { checkStripeKeys } from './check-keys.ts'
import { createStripeClient, type StripeBounds } from './client.ts'
import { createStripeGateway } from './gateway.ts'
import { createEventReader, type ReadEvent } from './read-event.ts'

export interface StripePayments {
  gateway: Gateway
  /** What a webhook carried, once its signature has been checked. Throws when Stripe has to be asked and does not answer. */
  readEvent(body: Buffer, signature: string | undefined): Promise<ReadEvent>
  /** Throws, naming the variable, when Stripe does not take the secret key for what a sale needs. */
  checkKeys(): Promise<void>
}

export function createStripePayments(
  settings: StripeSettings,
  log: Log,
  bounds?: StripeBounds,
): StripePayments {
  const client = createStripeClient(settings, bounds)
  const gateway = createStripeGateway(client, settings)
  return {
    gateway,
    readEvent: createEventReader({ client, gateway, settings, log }),
    checkKeys: () => checkStripeKeys(client, settings, log),
  }
}
