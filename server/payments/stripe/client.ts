import Stripe from 'stripe'
import { stripeLimits } from '../../limits/stripe-limits.ts'
import type { StripeSettings } from '../../settings/stripe-settings.ts'

/**
 * What the SDK was written for. Pinned here, so that neither a change of the account's default nor a newer SDK changes what
 * is read: a new SDK that pins another one does not compile until somebody has looked.
 */
export const API_VERSION = '2026-10-28.endive'

export type StripeBounds = { readonly [K in 'timeoutMs' | 'retries']: number }

/** The official SDK, with bounds: how long a call may take and how often it is repeated. Nothing is measured for Stripe. */
export function createStripeClient(
  { secretKey, api }: StripeSettings,
  bounds: StripeBounds = stripeLimits,
): Stripe {
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    protocol: api.protocol,
    host: api.host,
    port: api.port,
    timeout: bounds.timeoutMs,
    maxNetworkRetries: bounds.retries,
    telemetry: false,
    appInfo: { name: 'Fullhouse' },
  })
}
