import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServer } from '../setup/server.ts'
import { type StripeDouble, startStripeDouble } from '../setup/stripe-double/double.ts'

// A wrong key is found by the operator at start, not by the first customer.

let double: StripeDouble
beforeEach(async () => {
  double = await startStripeDouble()
})
afterEach(() => double[Symbol.asyncDispose]())

async function refusedWith(env: Record<string, string>): Promise<string> {
  try {
    await using _server = await startServer({ env: { ...double.env, ...env } })
  } catch (error) {
    return String(error)
  }
  throw new Error('the server started')
}

test('a key is missing, malformed or of the other mode: each fault is listed, before anything is started', async () => {
  const said = await refusedWith({
    STRIPE_WEBHOOK_SECRET: '',
    STRIPE_PUBLISHABLE_KEY: 'pk_live_0123456789',
    STRIPE_API_URL: 'api.stripe.com',
  })
  expect(said).toContain('STRIPE_WEBHOOK_SECRET is not set')
  expect(said).toContain('STRIPE_PUBLISHABLE_KEY is for live mode')
  expect(said).toContain('STRIPE_API_URL has "api.stripe.com"')
  expect(double.requests).toEqual([])
})

test('Stripe does not accept the secret key', async () => {
  const said = await refusedWith({ STRIPE_SECRET_KEY: 'sk_test_somebodyelses' })
  expect(said).toContain('STRIPE_SECRET_KEY is not accepted by Stripe')
  expect(said).not.toContain('somebodyelses')
})

test('Stripe accepts it, but not for refunds', async () => {
  double.denied.add('GET /v1/refunds')
  expect(await refusedWith({})).toContain('STRIPE_SECRET_KEY may not use Stripe')
})

test('Stripe does not answer: the shop opens all the same, and says so in the log', async () => {
  double.faults.add(/^GET/, 'cut before work', 8)
  await using server = await startServer({ env: double.env })
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  expect(server.logs).toContain('Stripe did not answer when its keys were checked')
})
