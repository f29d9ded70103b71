import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { startServer, type TestServer } from '../setup/server.ts'
import { type StripeDouble, startStripeDouble } from '../setup/stripe-double/double.ts'
import type { PaymentIntent } from '../setup/stripe-double/shapes.ts'
import { placeOrder, ticketsOf } from './check-out.ts'
import { eventually, test, type Visitor } from './shop.ts'

// The shop with Stripe in place of play money. Stripe's script, its frame and a bank's page come from the double, from
// another origin as the real ones do, so that headers and frames are as they will be.

let double: StripeDouble
let shop: TestServer
beforeAll(async () => {
  double = await startStripeDouble()
  shop = await startServer({ env: double.env })
  double.webhooks.url = `${shop.url}/api/v1/payments/stripe/webhook`
  double.webhooks.automatic = true
})
afterAll(async () => {
  await shop?.[Symbol.asyncDispose]()
  await double?.[Symbol.asyncDispose]()
})

const good = '4242 4242 4242 4242'
const declined = '4000 0000 0000 0002'
const asked = '4000 0027 6000 3184'

const formIn = (page: Page): FrameLocator => page.frameLocator('iframe[title="Secure payment input frame"]')
const payButton = (page: Page) => page.getByRole('button', { name: /^Pay £/ })

/** Two good seats reserved and ordered, in front of the payment form. */
async function toPayment({ page, open }: Visitor): Promise<void> {
  await open('/events/grand-theatre')
  await page.getByRole('radio', { name: 'Best available' }).check()
  await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
  await placeOrder(page)
  await formIn(page).getByLabel('Card number').waitFor()
}

async function payWith(page: Page, number: string): Promise<void> {
  const form = formIn(page)
  await form.getByLabel('Card number').fill(number)
  await form.getByLabel('Expiry date').fill('12 / 34')
  await form.getByLabel('Security code').fill('123')
  await payButton(page).click()
}

function paymentOn(page: Page): PaymentIntent {
  const orderId = /\/orders\/([\da-f-]{36})/.exec(page.url())?.[1] ?? ''
  return double.paymentOf(orderId)!
}

const timer = (page: Page) => page.getByRole('timer', { name: /^Reserved for another/ }).first()

describe.each(['phone', 'desk'] as const)('on a %s', (screen) => {
  test('declined, then paid with another card, with the seats held all the while', async ({ visit }) => {
    const visitor = await visit({ screen, baseURL: shop.url })
    const { page } = visitor
    await toPayment(visitor)
    await timer(page).waitFor()
    visitor.expectReply(402, /\/confirm$/)
    await payWith(page, declined)
    await page.getByRole('alert').getByText('Your card was declined.').waitFor()
    await timer(page).waitFor()
    const payment = paymentOn(page)
    expect(payment.status).toBe('requires_payment_method')

    await payWith(page, good)
    expect(await (await ticketsOf(page)).count()).toBe(2)
    // Authorised first; once the seats were sold, captured without anybody waiting for it.
    await eventually(() => double.books.intent(payment.id).status).toBe('succeeded')
    expect(double.books.intent(payment.id).amount_received).toBe(payment.amount)
  })
})

test('a bank that asks: away to its page, back to the order, paid', async ({ visit }) => {
  const visitor = await visit({ screen: 'phone', baseURL: shop.url })
  const { page } = visitor
  await toPayment(visitor)
  await payWith(page, asked)
  await page.getByRole('button', { name: 'Complete authentication' }).click()
  expect(await (await ticketsOf(page)).count()).toBe(2)
  expect(page.url()).toMatch(/\/orders\/[\da-f-]{36}$/)
})

test('a bank that does not let it through: back at the form, told why, and paid after all', async ({
  visit,
}) => {
  const visitor = await visit({ baseURL: shop.url })
  const { page } = visitor
  await toPayment(visitor)
  await payWith(page, asked)
  await page.getByRole('button', { name: 'Fail authentication' }).click()
  await page.getByRole('alert').getByText('We are unable to authenticate your payment method.').waitFor()
  expect(page.url(), 'no client secret stays in the address').toMatch(/\/orders\/[\da-f-]{36}$/)
  await timer(page).waitFor()
  await payWith(page, good)
  expect(await (await ticketsOf(page)).count()).toBe(2)
})

test('an incomplete form is said by the form, and nothing is sent', async ({ visit }) => {
  const visitor = await visit({ baseURL: shop.url })
  const { page } = visitor
  await toPayment(visitor)
  await payButton(page).click()
  await formIn(page).getByText('Your card details are incomplete.').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(double.requests.some(({ name }) => name.endsWith(`${paymentOn(page).id}/confirm`))).toBe(false)
})

test('cancelled at the payment: the seats are given back, and Stripe is told to let go', async ({
  visit,
}) => {
  const visitor = await visit({ baseURL: shop.url })
  const { page } = visitor
  await toPayment(visitor)
  const { id } = paymentOn(page)
  await page.getByRole('button', { name: 'Cancel order' }).click()
  await page.getByRole('button', { name: 'Cancel the booking' }).click()
  await page.getByRole('heading', { level: 1, name: 'This booking was cancelled' }).waitFor()
  await eventually(() => double.books.intent(id).status).toBe('canceled')
})

test('the script does not come: said so, and tried again', async ({ visit }) => {
  const visitor = await visit({ baseURL: shop.url })
  const { page } = visitor
  visitor.expectLostNetwork()
  const script = /\/endive\/stripe\.js$/
  await page.route(script, (route) => route.abort('connectionrefused'))
  await visitor.open('/events/grand-theatre')
  await page.getByRole('radio', { name: 'Best available' }).check()
  await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
  await placeOrder(page)
  await page.getByText('The payment form could not be loaded').waitFor()
  await page.unroute(script)
  await page.getByRole('button', { name: 'Try again' }).click()
  await payWith(page, good)
  expect(await (await ticketsOf(page)).count()).toBe(2)
})

test('nothing of Stripe’s is asked for before somebody pays', async ({ visit }) => {
  const { page, open } = await visit({ baseURL: shop.url })
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(shop.url) && request.url().startsWith('http')) elsewhere.push(request.url())
  })
  await open('/events/grand-theatre')
  await page.getByRole('radio', { name: 'Best available' }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(elsewhere).toEqual([])
})
