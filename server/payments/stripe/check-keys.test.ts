import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StripeDouble, startStripeDouble } from '../../../test/setup/stripe-double/double.ts'
import { createLog } from '../../observe/log.ts'
import { parseStripeSettings } from '../../settings/stripe-settings.ts'
import { createStripePayments } from './stripe.ts'

let double: StripeDouble
const logged: string[] = []
beforeEach(async () => {
  double = await startStripeDouble()
  logged.length = 0
})
afterEach(() => double[Symbol.asyncDispose]())

async function check(env: Record<string, string> = {}): Promise<void> {
  const settings = parseStripeSettings({ ...double.env, ...env }, false, [])!
  const log = createLog('info', { write: (line) => void logged.push(line) })
  await createStripePayments(settings, log, { timeoutMs: 500, retries: 0 }).checkKeys()
}

test('good keys are taken in silence', async () => {
  await check()
  expect(logged).toEqual([])
})

test('a key that Stripe does not know stops the start, by the variable’s name and without the key', async () => {
  const error = await check({ STRIPE_SECRET_KEY: 'sk_test_51somebodyelse' }).catch((thrown) => thrown)
  expect(error.message).toMatch(/^STRIPE_SECRET_KEY is not accepted by Stripe: Invalid API Key/)
  expect(error.message).not.toContain('somebodyelse')
})

test.each([
  ['GET /v1/payment_intents', 'PaymentIntents'],
  ['GET /v1/refunds', 'refunds'],
])('a restricted key without %s is found at start', async (name, words) => {
  double.denied.add(name)
  await expect(check()).rejects.toThrow(`STRIPE_SECRET_KEY may not use Stripe's ${words}`)
})

test('a Stripe that does not answer stops no start, and is told of', async () => {
  double.faults.add(/^GET/, 'cut before work', 8)
  await check()
  expect(logged.join()).toContain('STRIPE_API_URL')
})
