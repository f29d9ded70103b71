/** What the buyer's bank, or another page that Stripe sent them to, said when it sent them back. */
export type BankReturn = 'failed' | 'perhaps'

const PARAMETERS = ['payment_intent', 'payment_intent_client_secret', 'redirect_status', 'source_type']

/**
 * Reads it from the address, and takes it out of there: a client secret does not belong into a history. It decides what the
 * page shows first, and nothing else; whether money came, the server asks Stripe.
 */
export function takeBankReturn(location: Location, history: History): BankReturn | null {
  const url = new URL(location.href)
  const status = url.searchParams.get('redirect_status')
  if (status === null) return null
  for (const name of PARAMETERS) url.searchParams.delete(name)
  history.replaceState(history.state, '', url.pathname + url.search + url.hash)
  return status === 'failed' ? 'failed' : 'perhaps'
}
