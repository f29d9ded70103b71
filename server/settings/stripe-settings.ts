/** How Stripe is reached, and with which keys. None of this but the publishable key may ever be shown. */
export interface StripeSettings {
  secretKey: string
  publishableKey: string
  /** Several while one takes another's place: a webhook signed under any of them is Stripe's. */
  webhookSecrets: readonly string[]
  live: boolean
  api: { protocol: 'http' | 'https'; host: string; port: number }
  /** Where a browser loads Stripe.js. */
  scriptUrl: string
}

type Env = Record<string, string | undefined>

const required = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'] as const
const API = 'https://api.stripe.com'
/** Of the same release of Stripe as the API version that the SDK was made for: payments/stripe/client. */
const SCRIPT = 'https://js.stripe.com/endive/stripe.js'
const secretsMax = 5

/** Null: Stripe is not used. Faults name variables and never repeat a secret. */
export function parseStripeSettings(env: Env, production: boolean, faults: string[]): StripeSettings | null {
  const given = (name: string) => env[name]?.trim() ?? ''
  const [secretKey, publishableKey, webhookSecret] = required.map(given) as [string, string, string]
  if (![...required, 'STRIPE_API_URL', 'STRIPE_JS_URL'].some(given)) return null

  const missing = required.filter((name) => given(name) === '')
  if (missing.length > 0)
    faults.push(
      `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set. Stripe needs all of ${required.join(', ')}.`,
    )
  const secretMode = modeOf('STRIPE_SECRET_KEY', secretKey, ['sk', 'rk'], faults)
  const publishableMode = modeOf('STRIPE_PUBLISHABLE_KEY', publishableKey, ['pk'], faults)
  if (secretMode && publishableMode && secretMode !== publishableMode)
    faults.push(
      `STRIPE_PUBLISHABLE_KEY is for ${publishableMode} mode, but STRIPE_SECRET_KEY is for ${secretMode} mode; take both from the same mode of the same Stripe account.`,
    )
  const webhookSecrets = webhookSecret.split(/[\s,]+/).filter((secret) => secret !== '')
  if (webhookSecrets.some((secret) => !/^whsec_\S{8,}$/.test(secret)) || webhookSecrets.length > secretsMax)
    faults.push(
      `STRIPE_WEBHOOK_SECRET must be the signing secret of a webhook endpoint (whsec_…), or up to ${secretsMax} of them, separated by commas.`,
    )
  const live = secretMode === 'live'
  return {
    secretKey,
    publishableKey,
    webhookSecrets,
    live,
    api: parseApi(given('STRIPE_API_URL'), faults),
    scriptUrl: parseScript(given('STRIPE_JS_URL'), { mayBeOther: !live && !production }, faults),
  }
}

function modeOf(name: string, key: string, kinds: string[], faults: string[]): 'test' | 'live' | null {
  if (key === '') return null
  const [, kind = '', mode] = /^([a-z]{2})_(test|live)_[A-Za-z0-9]{8,}$/.exec(key) ?? []
  if (kinds.includes(kind)) return mode as 'test' | 'live'
  const like = kinds.map((each) => `${each}_test_… or ${each}_live_…`).join(', or ')
  const is =
    kind && ['sk', 'rk', 'pk'].includes(kind) ? `begins with ${kind}_: it is another key` : 'is not one'
  faults.push(`${name} must be a key like ${like}; what is set ${is}.`)
  return null
}

function parseApi(value: string, faults: string[]): StripeSettings['api'] {
  const url = URL.parse(value === '' ? API : value)
  const bare = url && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  if (!bare || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))) {
    faults.push(
      `STRIPE_API_URL has "${value}"; it must be like https://api.stripe.com, without a path. Plain http is for this machine only.`,
    )
    return { protocol: 'https', host: 'api.stripe.com', port: 443 }
  }
  const protocol = url.protocol === 'https:' ? 'https' : 'http'
  return { protocol, host: url.hostname, port: Number(url.port || (protocol === 'https' ? 443 : 80)) }
}

/** A script that sees what buyers type comes from Stripe; from this machine only where no real money can be. */
function parseScript(value: string, { mayBeOther }: { mayBeOther: boolean }, faults: string[]): string {
  if (value === '') return SCRIPT
  const url = URL.parse(value)
  if (mayBeOther && url && isLoopback(url) && /^https?:$/.test(url.protocol)) return url.href
  faults.push(
    'STRIPE_JS_URL is for tests: it must be on this machine, with test keys, and not with NODE_ENV=production.',
  )
  return SCRIPT
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}
