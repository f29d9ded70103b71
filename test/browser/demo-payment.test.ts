import { describe, expect } from 'vitest'
import { placeOrder, ticketsOf } from './check-out.ts'
import { test } from './shop.ts'

type Page = Parameters<typeof placeOrder>[0]

async function goToPayment(page: Page, open: (path: string) => Promise<unknown>): Promise<void> {
  await open('/events/grand-theatre')
  await page.getByRole('radio', { name: 'Best available' }).check()
  await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
  await placeOrder(page)
  await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor()
}

describe.each(['phone', 'desk'] as const)('paying with play money, on a %s', (screen) => {
  test('the bank asks back: no, then yes', async ({ visit }) => {
    const visitor = await visit({ screen })
    const { page, open } = visitor
    await goToPayment(page, open)
    await page.getByRole('radio', { name: /Card that asks back/ }).check()
    await page.getByRole('button', { name: /^Pay £/ }).click()
    await page.getByText('Your bank asks: is this you?').waitFor()
    // A reload in the middle of it finds the question again.
    await page.reload()
    await page.getByText('Your bank asks: is this you?').waitFor()
    visitor.expectReply(402, /\/challenge$/)
    await page.getByRole('button', { name: 'No, stop this payment' }).click()
    await page.getByText('The payment was declined').waitFor()

    await page.getByRole('radio', { name: /Card that asks back/ }).check()
    await page.getByRole('button', { name: /^Pay £/ }).click()
    await page.getByRole('button', { name: 'Yes, it is me' }).click()
    expect(await (await ticketsOf(page)).count()).toBe(2)
  })

  test('a slow bank is waited for', async ({ visit }) => {
    const { page, open } = await visit({ screen })
    await goToPayment(page, open)
    await page.getByRole('radio', { name: /Slow bank/ }).check()
    await page.getByRole('button', { name: /^Pay £/ }).click()
    await page.getByText('Your bank is working on it').waitFor()
    expect(await (await ticketsOf(page)).count()).toBe(2)
  })

  test.for([['Messenger that gets lost'], ['Messenger that comes twice'], ['Quick messenger']] as const)(
    '%s: the tickets come all the same',
    async ([name], { visit }) => {
      const { page, open } = await visit({ screen })
      await goToPayment(page, open)
      await page.getByText('Trouble on the line', { exact: true }).first().click()
      await page.getByRole('radio', { name: new RegExp(name) }).check()
      await page.getByRole('button', { name: /^Pay £/ }).click()
      expect(await (await ticketsOf(page)).count()).toBe(2)
    },
  )
})
