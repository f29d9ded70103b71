import { buyer, escaped, holdFor, placeOrderButton, putOnShort, type Walk } from './walk.ts'

/** From reserved places to tickets, with all that a bank may answer. */
export async function pay(walk: Walk): Promise<void> {
  const { page, staff, t, at, look, glance } = walk
  await at('/checkout/00000000-0000-7000-8000-000000000000', 'checkout-not-found')
  const brief = await putOnShort(staff, { holdSeconds: 2 })
  const over = await holdFor(walk, brief, { quantity: 1 })
  await page.goto(`/checkout/${over}`)
  await page.getByRole('heading', { name: t.checkout.expired.title }).waitFor()
  await look('checkout-time-over')

  const held = await holdFor(walk, 'grand-theatre', { quantity: 2, category: 'Stalls', adjacent: true })
  await at(`/checkout/${held}`, 'checkout')
  await page.getByRole('button', { name: t.checkout.toPayment }).click()
  await page.getByText(t.checkout.errors.noName).waitFor()
  await look('checkout-errors')
  await page
    .getByRole('combobox', { name: new RegExp(`^${escaped(t.prices.priceFor(''))}`) })
    .last()
    .selectOption('Child')
  await page.getByRole('button', { name: t.prices.haveCode }).click()
  await page.getByLabel(t.prices.code, { exact: true }).fill('BRAVO')
  await page.getByRole('button', { name: t.prices.apply }).click()
  await page.locator('[aria-invalid=true]').first().waitFor()
  await look('checkout-wrong-code')
  await page.getByLabel(t.prices.code, { exact: true }).fill('BRAVO10')
  await page.getByRole('button', { name: t.prices.apply }).click()
  await page.getByText(t.prices.applied('BRAVO10')).first().waitFor()
  await page.getByLabel(t.checkout.name).fill(buyer.name)
  await page.getByLabel(t.checkout.email).fill(buyer.email)
  await look('checkout-reduced')

  await page.getByRole('button', { name: placeOrderButton(t) }).click()
  await page.getByRole('heading', { name: t.checkout.payment, exact: true }).waitFor()
  await page.getByText(t.checkout.demo.more, { exact: true }).first().click()
  await look('payment')
  await page.getByText(t.checkout.demo.more, { exact: true }).first().click()
  const { decline, challenge, slow } = t.checkout.cards
  await payWith(walk, decline.name)
  await page.getByRole('alert').first().waitFor()
  await look('payment-declined')
  await payWith(walk, challenge.name)
  await page.getByText(t.checkout.demo.challenge.title).waitFor()
  await look('payment-bank-asks')
  await page.getByRole('button', { name: t.checkout.demo.challenge.no }).click()
  await payWith(walk, slow.name)
  await page.getByText(t.checkout.demo.waiting.title).waitFor()
  await glance('payment-bank-works')
  await page.getByRole('heading', { level: 1, name: t.orders.done }).waitFor()
  await look('order-paid')
}

async function payWith({ page, t }: Walk, card: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(escaped(card)) }).check()
  await page
    .getByRole('button', { name: new RegExp(`^${escaped(t.checkout.pay('PRICE')).replace('PRICE', '.+')}$`) })
    .click()
}
