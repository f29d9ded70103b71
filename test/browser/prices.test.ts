import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { ticketsOf } from './check-out.ts'
import { eventually, test } from './shop.ts'

const summaryOf = (page: Page) => page.getByRole('region', { name: 'Your order' })

async function reserveTwoStalls(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Best available' }).check()
  await page.getByRole('radio', { name: /^Stalls/ }).check()
  await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your details' }).waitFor()
}

async function continueToPayment(page: Page): Promise<void> {
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
}

describe.each(['phone', 'desk'] as const)('on a %s', (screen) => {
  test('a child’s price and a code are in the sum that is shown, ordered, declined and paid', async ({
    visit,
    server,
  }) => {
    const visitor = await visit({ screen })
    const { page, open } = visitor
    await open('/events/grand-theatre')
    await page.getByText('Prices include all fees per ticket and tax.').waitFor()
    await reserveTwoStalls(page)
    const summary = summaryOf(page)
    // 2 × £62.50, £1.50 each and £1.95 for the order.
    await summary.getByText('£129.95').waitFor()
    await summary.getByText('Includes 20% VAT, £21.67').waitFor()

    await page
      .getByRole('combobox', { name: /^Price for/ })
      .last()
      .selectOption('Child')
    // £31.00 in place of £62.50.
    await summary.getByText('£98.45').waitFor()
    await summary.getByText('Stalls · Child').waitFor()

    await page.getByRole('button', { name: 'Have a code?' }).click()
    visitor.expectReply(422, /\/quote$/)
    await page.getByLabel('Code', { exact: true }).fill('BRAVO')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByText('We do not know it.').waitFor()
    await page.getByLabel('Code', { exact: true }).fill('bravo10')
    await page.getByRole('button', { name: 'Apply' }).click()
    await summary.getByText('Discount · BRAVO10').waitFor()
    await summary.getByText('−£9.35').waitFor()
    await summary.getByText('£89.10').waitFor()
    await page.getByRole('button', { name: 'Remove the code BRAVO10' }).click()
    await summary.getByText('£98.45').waitFor()
    await page.getByRole('button', { name: 'Have a code?' }).click()
    await page.getByLabel('Code', { exact: true }).fill('BRAVO10')
    await page.getByRole('button', { name: 'Apply' }).click()
    await summary.getByText('£89.10').waitFor()

    await continueToPayment(page)
    await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor()
    await summary.getByText('Discount · BRAVO10').waitFor()
    await summary.getByText('£89.10').waitFor()
    visitor.expectReply(402, /^\/api\/v1\//)
    await page.getByRole('radio', { name: /Card without cover/ }).check()
    await page.getByRole('button', { name: 'Pay £89.10' }).click()
    await page.getByText('The payment was declined').waitFor()
    await page.getByRole('radio', { name: /Card that pays/ }).check()
    await page.getByRole('button', { name: 'Pay £89.10' }).click()
    expect(await (await ticketsOf(page)).count()).toBe(2)

    const orderId = page.url().split('/').at(-1)
    const read = () => page.request.get(`${server.url}/api/v1/orders/${orderId}/receipt`)
    // The money is taken a moment after the seats are sold, and then there is a receipt.
    await eventually(async () => (await read()).status()).toBe(200)
    const receipt = await (await read()).json()
    expect(receipt.content).toMatchObject({
      kind: 'receipt',
      currency: 'GBP',
      totals: { total: 8910, discount: 935 },
    })
    expect(receipt.content.lines).toHaveLength(3)
  })
})

test('a code for the whole price books at once, and what it takes off is what it says', async ({ visit }) => {
  const { page, open } = await visit({ screen: 'phone' })
  await open('/events/grand-theatre')
  await reserveTwoStalls(page)
  await page.getByRole('button', { name: 'Have a code?' }).click()
  await page.getByLabel('Code', { exact: true }).fill('press')
  await page.getByRole('button', { name: 'Apply' }).click()
  await summaryOf(page).getByText('−£125').waitFor()
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button', { name: 'Book now, free of charge' }).click()
  expect(await (await ticketsOf(page)).count()).toBe(2)
})

describe.each(['phone', 'desk'] as const)('on a %s', (screen) => {
  test('a presale opens to who has its code, and the code stays with the reservation', async ({ visit }) => {
    const visitor = await visit({ screen })
    const { page, open } = visitor
    await open('/events/opera-in-a-greenhouse')
    await page.getByRole('heading', { name: 'The sale opens in' }).waitFor()
    visitor.expectReply(422, /\/code$/)
    await page.getByLabel('Code', { exact: true }).fill('ORPHEUS')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByText('We do not know it.').waitFor()
    await page.getByLabel('Code', { exact: true }).fill('eurydice')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByText('You can book before the sale opens.').waitFor()
    await page.getByRole('radio', { name: 'Best available' }).check()
    await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
    await page.getByRole('link', { name: 'Check out' }).click()
    await page.getByText('Your places are held with EURYDICE').waitFor()
    await continueToPayment(page)
    await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor()
  })
})

test('a locked category is closed to who has no code, and opens with it', async ({ visit }) => {
  const visitor = await visit({ screen: 'desk' })
  const { page, open } = visitor
  await open('/events/silent-film-live-organ')
  const best = page.getByRole('radio', { name: 'Best available' })
  await best.check()
  visitor.expectReply(403, /\/holds$/)
  await page.getByRole('radio', { name: /^Gallery/ }).check()
  await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
  await page.getByText('This needs a code').waitFor()
  await page.getByLabel('Code', { exact: true }).fill('organ')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByText('Open to you now: Gallery').waitFor()
  expect(await page.getByText('This needs a code').count()).toBe(0)
  await page.reload()
  await page.getByText('Open to you now: Gallery').waitFor()
  await best.check()
  await page.getByRole('radio', { name: /^Gallery/ }).check()
  await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
  await page.getByRole('region', { name: 'Reserved for you' }).getByText('2 places').waitFor()
  await eventually(async () => {
    const { holds } = await (await page.request.get('/api/v1/me/holds')).json()
    return holds[0]?.code
  }).toBe('ORGAN')
})
