import { expect, test } from 'vitest'
import { parseStripeSettings, type StripeSettings } from './stripe-settings.ts'

const keys = {
  STRIPE_SECRET_KEY: 'sk_test_51AbCdEfGh',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_51AbCdEfGh',
  STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
}

function read(env: Record<string, string>, production = false) {
  const faults: string[] = []
  return { settings: parseStripeSettings(env, production, faults) as StripeSettings, faults }
}

test('without any of its variables Stripe is not used', () => {
  expect(read({})).toEqual({ settings: null, faults: [] })
  expect(read({ STRIPE_SECRET_KEY: ' ' }).settings).toBeNull()
})

test('three keys are enough', () => {
  expect(read(keys)).toEqual({
    settings: {
      secretKey: keys.STRIPE_SECRET_KEY,
      publishableKey: keys.STRIPE_PUBLISHABLE_KEY,
      webhookSecrets: [keys.STRIPE_WEBHOOK_SECRET],
      live: false,
      api: { protocol: 'https', host: 'api.stripe.com', port: 443 },
      scriptUrl: 'https://js.stripe.com/endive/stripe.js',
    },
    faults: [],
  })
})

test('a restricted key does, and two webhook secrets while one replaces the other', () => {
  const { settings, faults } = read({
    STRIPE_SECRET_KEY: 'rk_live_51AbCdEfGh',
    STRIPE_PUBLISHABLE_KEY: 'pk_live_51AbCdEfGh',
    STRIPE_WEBHOOK_SECRET: 'whsec_0123456789, whsec_abcdefghij',
  })
  expect(faults).toEqual([])
  expect(settings).toMatchObject({ live: true, webhookSecrets: ['whsec_0123456789', 'whsec_abcdefghij'] })
})

test.each(Object.keys(keys))('%s alone is not enough, and what is missing is named', (name) => {
  const { faults } = read({ [name]: keys[name as keyof typeof keys] })
  expect(faults).toHaveLength(1)
  for (const other of Object.keys(keys).filter((each) => each !== name))
    expect(faults[0]!.split(' not set')[0]).toContain(other)
})

test('another address alone does not make Stripe the provider in silence', () => {
  expect(read({ STRIPE_API_URL: 'https://api.stripe.com' }).faults).toHaveLength(1)
})

test.each([
  ['STRIPE_SECRET_KEY', 'pk_test_51AbCdEfGh', 'begins with pk_: it is another key'],
  ['STRIPE_SECRET_KEY', 'whsec_0123456789', 'is not one'],
  ['STRIPE_SECRET_KEY', 'sk_test_', 'is not one'],
  ['STRIPE_PUBLISHABLE_KEY', 'sk_test_51AbCdEfGh', 'begins with sk_: it is another key'],
  ['STRIPE_WEBHOOK_SECRET', 'sk_test_51AbCdEfGh', 'whsec_'],
  ['STRIPE_WEBHOOK_SECRET', 'whsec_0123456789,oops', 'whsec_'],
  ['STRIPE_API_URL', 'ftp://api.stripe.com', 'https://api.stripe.com'],
  ['STRIPE_API_URL', 'https://proxy.example.com/stripe', 'without a path'],
  ['STRIPE_API_URL', 'http://api.stripe.com', 'this machine only'],
  ['STRIPE_JS_URL', 'https://cdn.example.com/stripe.js', 'for tests'],
])('%s=%s is a fault that names it', (name, value, said) => {
  const { faults } = read({ ...keys, [name]: value })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(name)
  expect(faults[0]).toContain(said)
})

test('a publishable key of the other mode is a fault', () => {
  const { faults } = read({ ...keys, STRIPE_PUBLISHABLE_KEY: 'pk_live_51AbCdEfGh' })
  expect(faults).toEqual([expect.stringMatching(/^STRIPE_PUBLISHABLE_KEY is for live mode/)])
})

test('no fault repeats a secret', () => {
  const { faults } = read({
    STRIPE_SECRET_KEY: 'sk_test_hunter2-hunter2',
    STRIPE_PUBLISHABLE_KEY: 'sk_live_hunter2hunter2',
    STRIPE_WEBHOOK_SECRET: 'hunter2',
  })
  expect(faults.length).toBeGreaterThan(2)
  expect(faults.join('\n')).not.toContain('hunter2')
})

test('another API for tests or a proxy, on this machine without TLS', () => {
  expect(read({ ...keys, STRIPE_API_URL: 'http://127.0.0.1:4242' }).settings.api).toEqual({
    protocol: 'http',
    host: '127.0.0.1',
    port: 4242,
  })
  expect(read({ ...keys, STRIPE_API_URL: 'https://egress.example.com' }).settings.api.host).toBe(
    'egress.example.com',
  )
})

// Whoever chooses the script sees every card number.
test('another browser script is for test keys on this machine, never for production or real money', () => {
  const script = { STRIPE_JS_URL: 'http://127.0.0.1:4242/endive/stripe.js' }
  expect(read({ ...keys, ...script }).settings.scriptUrl).toBe(script.STRIPE_JS_URL)
  expect(read({ ...keys, ...script }, true).faults).toHaveLength(1)
  const live = { STRIPE_SECRET_KEY: 'sk_live_51AbCdEfGh', STRIPE_PUBLISHABLE_KEY: 'pk_live_51AbCdEfGh' }
  expect(read({ ...keys, ...live, ...script }).faults).toHaveLength(1)
  expect(read({ ...keys, ...live, ...script }).settings.scriptUrl).toContain('js.stripe.com')
})
