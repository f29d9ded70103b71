import type { Locator, Page } from 'playwright-core'

/** From reserved places to the order: confirmed if it is free, to be paid if not. */
export async function placeOrder(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your details' }).waitFor()
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button', { name: /^(Book now|Continue to payment)/ }).click()
}

/** The tickets of a confirmed order, once they are there. */
export async function ticketsOf(page: Page): Promise<Locator> {
  await page.getByRole('heading', { level: 1, name: 'You’re in.' }).waitFor()
  return page.getByRole('article', { name: /^Ticket: / })
}
