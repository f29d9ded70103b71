import { describe, expect } from 'vitest'
import { placeOrder, ticketsOf } from './check-out.ts'
import { granted } from './rooms.ts'
import { test } from './shop.ts'

describe.each(['phone', 'desk'] as const)('on a %s', (screen) => {
  test('the best two seats are paid for at the second try', async ({ visit, staff }) => {
    const visitor = await visit({ screen })
    const { page, open } = visitor
    await open('/events/grand-theatre')
    await page.getByRole('radio', { name: 'Best available' }).check()
    await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
    const held = page.getByRole('region', { name: 'Reserved for you' })
    await held.getByText('2 places').waitFor()
    const { holds } = await (await page.request.get('/api/v1/me/holds')).json()
    const [{ seats }] = holds
    const places: number[] = seats.map(({ index }: { index: number }) => index)
    expect(Math.abs(places[0]! - places[1]!), 'side by side').toBe(1)

    await placeOrder(page)
    await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor()
    visitor.expectReply(402, /^\/api\/v1\/payments\/demo\//)
    await page.getByRole('radio', { name: /Card without cover/ }).check()
    await page.getByRole('button', { name: /^Pay £/ }).click()
    await page.getByText('The payment was declined').waitFor()
    // Declined is not given up: the seats are still this buyer's, on the page and on the server.
    await page
      .getByRole('timer', { name: /^Reserved for another/ })
      .first()
      .waitFor()
    expect(await statesOf(places)).toEqual([1, 1])

    await page.getByRole('radio', { name: /Card that pays/ }).check()
    await page.getByRole('button', { name: /^Pay £/ }).click()
    const tickets = await ticketsOf(page)
    expect(await tickets.count()).toBe(2)
    for (const { label } of seats) await page.getByRole('article', { name: `Ticket: ${label}` }).waitFor()
    expect(await statesOf(places)).toEqual([2, 2])

    async function statesOf(indexes: number[]): Promise<(number | undefined)[]> {
      const reply = await staff.api.getAvailability({ params: { idOrSlug: 'grand-theatre' } })
      const states = Buffer.from(granted(reply).seats, 'base64')
      return indexes.map((index) => states[index])
    }
  })
})

test('an order that waits for its payment is found again, and can be cancelled', async ({ visit }) => {
  const { page, open } = await visit({ screen: 'phone' })
  await open('/events/grand-theatre')
  await page.getByRole('radio', { name: 'Best available' }).check()
  await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
  await placeOrder(page)
  await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor()

  await open('/events/grand-theatre')
  await page
    .getByRole('region', { name: 'Reserved for you' })
    .getByRole('link', { name: 'Pay now' })
    .waitFor()
  await open('/bookings')
  await page.getByRole('article').getByRole('link', { name: 'Pay now' }).click()
  await page.getByRole('button', { name: 'Cancel order' }).click()
  await page.getByRole('button', { name: 'Cancel the booking' }).click()
  await page.getByRole('heading', { level: 1, name: 'This booking was cancelled' }).waitFor()
})
