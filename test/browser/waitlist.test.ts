import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Order } from '../../contract/shapes/orders.ts'
import { putOn, type Shopper, shopper } from '../setup/shopper.ts'
import { buy, putOnRow } from './rooms.ts'
import { test, type Visitor } from './shop.ts'

const buyer = { name: 'A buyer', email: 'buyer@example.com' }

async function book(url: string, eventId: string, quantity: number): Promise<{ who: Shopper; order: Order }> {
  const who = shopper(url)
  const reply = await who.api.placeOrder({ body: { eventId, quantity, buyer } })
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return { who, order: reply.value }
}

const giveBack = async ({ who, order }: { who: Shopper; order: Order }) =>
  expect((await who.api.cancelOrder({ params: { id: order.id }, body: null })).ok).toBe(true)

async function wait({ page }: Visitor, name: string, email: string): Promise<void> {
  const list = page.getByRole('region', { name: 'Waitlist' })
  await list.getByLabel('Name').fill(name)
  await list.getByLabel('E-mail').fill(email)
  await list.getByRole('button', { name: 'Wait for 1 place' }).click()
}

const says = (page: Page, text: string) =>
  page.getByRole('region', { name: 'Waitlist' }).getByText(text, { exact: true }).waitFor()

/** For whoever wants to see how it looks: set to a folder. */
const album = process.env.FULLHOUSE_ALBUM

async function keep(page: Page, name: string): Promise<void> {
  if (album === undefined) return
  mkdirSync(album, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${album}/${name}-${colorScheme}.png` })
  }
}

test('T1 and T2: one has the last place, two wait on phone and desk, and each cancellation serves the next', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOn(staff, 2)
  const first = await book(server.url, event, 1)
  const [ann, ben, cem] = [await visit(), await visit({ screen: 'phone' }), await visit()]

  // Ann takes the last place; Ben and Cem, who were looking at it, are led to the waitlist without a reload.
  await Promise.all([ann, ben, cem].map(({ open }) => open(`/events/${event}`)))
  const last = await book(server.url, event, 1)
  await ben.page.getByRole('heading', { name: 'Wait for a place' }).waitFor()
  await keep(ben.page, 'join-phone')
  await keep(cem.page, 'join-desk')
  await wait(ben, 'Ben', 'ben@example.com')
  await says(ben.page, 'You are next')
  await wait(cem, 'Cem', 'cem@example.com')
  await says(cem.page, 'Number 2')
  await keep(cem.page, 'waiting-desk')
  await keep(ben.page, 'waiting-phone')

  await giveBack(last)
  await says(ben.page, 'You have your places')
  await says(cem.page, 'You are next')
  await keep(ben.page, 'promoted-phone')
  await giveBack(first)
  await says(cem.page, 'You have your places')
  await keep(cem.page, 'promoted-desk')
  await cem.page.getByRole('link', { name: 'Show my booking' }).click()
  await cem.page.getByRole('heading', { level: 1 }).waitFor()
  expect(cem.page.url()).toContain('/orders/')
  const free = await ann.page.request.get(`/api/v1/events/${event}/availability`)
  expect((await free.json()).counts).toMatchObject({ free: 0, sold: 2 })
})

test('an offer arrives while one looks, is let go, and reaches the next one’s bookings, who takes it', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOn(staff, 1, { prices: { Standing: 2500 } })
  const owner = shopper(server.url)
  const hold = await owner.api.placeHold({ params: { idOrSlug: event }, body: { quantity: 1 } })
  if (!hold.ok) throw new Error(JSON.stringify(hold))
  const [ben, cem] = [await visit({ screen: 'phone' }), await visit()]
  await Promise.all([ben.open(`/events/${event}`), cem.open(`/events/${event}`)])
  await wait(ben, 'Ben', 'ben@example.com')
  await says(ben.page, 'You are next')
  await wait(cem, 'Cem', 'cem@example.com')
  await says(cem.page, 'Number 2')
  await cem.page.goto('/bookings')
  await says(cem.page, 'Number 2')
  await keep(cem.page, 'bookings-desk')

  await owner.api.releaseHold({ params: { id: hold.value.id } })
  await says(ben.page, 'It is your turn')
  await keep(ben.page, 'offer-phone')
  await ben.page.getByRole('button', { name: 'Let them go' }).click()
  await ben.page.getByRole('heading', { name: 'Wait for a place' }).waitFor()

  await cem.page.reload()
  await says(cem.page, 'It is your turn')
  await keep(cem.page, 'offer-desk')
  await cem.page.getByRole('link', { name: 'Take them' }).click()
  await cem.page.waitForURL(/\/checkout\//)
  await cem.page.getByLabel('Name').waitFor()
})

test('a place can be given up, and what was asked for in vain leads to the waitlist', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOnRow(staff, 2)
  await buy(shopper(server.url), event, 'A-1')
  const { page, open, expectReply } = await visit({ screen: 'phone' })
  await open(`/events/${event}`)
  await page.getByRole('radio', { name: 'Best available' }).check()
  expectReply(409, new RegExp(`^/api/v1/events/${event}/holds$`))
  await page.getByRole('button', { name: 'Reserve the best 2 seats' }).click()
  await page.getByRole('alert').getByRole('button', { name: 'Join the waitlist' }).click()
  const list = page.getByRole('region', { name: 'Waitlist' })
  await list.getByRole('button', { name: 'Wait for 2 places' }).waitFor()
  await list.getByLabel('Name').fill('Ann')
  await list.getByLabel('E-mail').fill('ann@example.com')
  await list.getByRole('button', { name: 'Wait for 2 places' }).click()
  await says(page, 'You are next')
  await list.getByRole('button', { name: 'Leave the waitlist' }).click()
  await list.getByRole('button', { name: 'Wait for 2 places' }).waitFor()
})
