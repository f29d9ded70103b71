import Stripe from 'stripe'
import { GatewayFault } from '../gateway.ts'

const { errors } = Stripe

/** Codes of refusals that time may heal, though Stripe calls the request invalid. */
const passing = new Set([
  'balance_insufficient',
  'insufficient_funds',
  'lock_timeout',
  'idempotency_key_in_use',
  'rate_limit',
])

/** Whether an error says nothing about the payment, so that the same call may be made again. */
export function isFault(error: unknown): boolean {
  if (!(error instanceof errors.StripeError)) return false
  return (
    error instanceof errors.StripeConnectionError ||
    error instanceof errors.StripeAPIError ||
    error instanceof errors.StripeRateLimitError ||
    // A key that was withdrawn in mid-sale. Once there is a good one, the same call will do.
    error instanceof errors.StripeAuthenticationError ||
    error instanceof errors.StripePermissionError ||
    (error.statusCode ?? 0) === 409 ||
    (!(error instanceof errors.StripeCardError) && passing.has(error.code ?? ''))
  )
}

/** What is thrown in place of an error of the SDK: a fault of Stripe's, or else a mistake of ours, with what it said. */
export function explained(act: string, error: unknown): Error {
  if (!(error instanceof errors.StripeError)) return error instanceof Error ? error : new Error(String(error))
  const said = `Stripe did not ${act}: ${error.message}${error.requestId ? ` (request ${error.requestId})` : ''}`
  return isFault(error) ? new GatewayFault(said, { cause: error }) : new Error(said, { cause: error })
}

/** Stripe's refusal of what was asked: not a fault, and not the card. */
export function isRefusal(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof errors.StripeInvalidRequestError && !isFault(error)
}

export function isCardError(error: unknown): error is Stripe.errors.StripeCardError {
  return error instanceof errors.StripeCardError
}

export function isMissing(error: unknown): boolean {
  return isRefusal(error) && error.code === 'resource_missing'
}

/** An answer that Stripe gave before to the same idempotency key, and gives again for a day. */
export function isReplayed(error: unknown): boolean {
  return error instanceof errors.StripeError && error.headers?.['idempotent-replayed'] === 'true'
}
