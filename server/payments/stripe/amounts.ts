/**
 * Stripe counts in ISO 4217's minor units, with two exceptions that it keeps for its oldest users: the króna and the Ugandan
 * shilling have no minor unit, but amounts are sent as if they had hundredths.
 */
const asHundredths = new Set(['ISK', 'UGX'])

export function toStripe(amount: number, currency: string): number {
  return asHundredths.has(currency) ? amount * 100 : amount
}

export function fromStripe(amount: number, currency: string): number {
  return asHundredths.has(currency) ? Math.floor(amount / 100) : amount
}
