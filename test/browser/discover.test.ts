import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { shopper } from '../setup/shopper.ts'
import { buy, putOnRow } from './rooms.ts'
import { eventually, test } from './shop.ts'

const DAY_MS = 86_400_000
const fromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()
const titles = (page: Page) => page.getByRole('region', { name: 'Events' }).getByRole('heading', { level: 3 })
const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

test('searching, kinds, order and pages stand in the address, and Back undoes them', async ({ visit }) => {
  const { page, open } = await visit()
  await open('/')
  await page.getByRole('heading', { name: 'Coming up' }).waitFor()
  await eventually(() => titles(page).count()).toBe(12)

  // As one types, without a press of Enter.
  await page.getByRole('searchbox').pressSequentially('Vienna')
  await page.getByRole('heading', { name: 'Found 1' }).waitFor()
  await page.getByRole('link', { name: 'An Audience of Two' }).waitFor()
  await eventually(() => search(page)).toEqual({ search: 'Vienna' })
  await page.getByRole('button', { name: 'Clear search' }).click()
  await page.getByRole('heading', { name: 'Coming up' }).waitFor()
  await eventually(() => search(page)).toEqual({})

  await page.getByRole('radio', { name: 'Concert' }).check()
  await page.getByLabel('Sort by').selectOption({ label: 'Highest price' })
  await eventually(() => titles(page).allInnerTexts()).toEqual([
    'Northern Lights: One Night Only',
    'An Audience of Two',
    'Arena Night: The Tidal Choir',
    'Schubert by Candlelight',
  ])
  await eventually(() => search(page)).toEqual({ category: 'Concert', sort: 'price', order: 'desc' })
  await page.getByRole('link', { name: 'Schubert by Candlelight' }).click()
  await page.getByRole('heading', { level: 1, name: 'Schubert by Candlelight' }).waitFor()
  await page.goBack()
  await eventually(() => titles(page).count()).toBe(4)
  expect(await page.getByRole('radio', { name: 'Concert' }).isChecked()).toBe(true)
  expect(await page.getByLabel('Sort by').inputValue()).toBe('price-desc')

  // An address that somebody was sent opens the same list.
  await open('/?sort=title&page=2')
  await page.getByRole('link', { name: 'Previous page' }).waitFor()
  const second = await titles(page).allInnerTexts()
  await page.getByRole('link', { name: 'Previous page' }).click()
  await eventually(() => titles(page).count()).toBe(12)
  const first = await titles(page).allInnerTexts()
  expect([...first, ...second]).toEqual([...first, ...second].toSorted((a, b) => a.localeCompare(b, 'en')))
  await page.goBack()
  await eventually(() => titles(page).allInnerTexts()).toEqual(second)
})

test('what nobody offers is said, with a way back to everything', async ({ visit }) => {
  const { page, open } = await visit({ screen: 'phone' })
  await open('/?search=nothing+is+called+like+this')
  await page.getByRole('heading', { name: 'Nothing fits' }).waitFor()
  await page.getByRole('button', { name: 'Show all events' }).click()
  await eventually(() => titles(page).count()).toBe(12)

  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('dialog', { name: 'Filters' }).getByLabel('To', { exact: true }).fill('2001-01-01')
  await page.getByRole('button', { name: 'Show events' }).click()
  await page.getByRole('heading', { name: 'Nothing fits' }).waitFor()
  await eventually(() => search(page)).toEqual({ to: '2001-01-01' })
})

/** A way to take places, whatever it is called. */
const waysToReserve = (page: Page) =>
  page.getByRole('button', { name: /reserve/i }).or(page.getByRole('application', { name: 'Seat map' }))

test('an event whose sale has not opened counts down, opens by itself, and then sells', async ({
  visit,
  staff,
}) => {
  const later = await putOnRow(staff, 4, { onSaleAt: fromNow(3.5) })
  const { page, open } = await visit({ screen: 'phone' })
  await open(`/events/${later}`)
  await page.getByText('On sale in 3 days').waitFor()
  await page.getByRole('heading', { name: 'The sale opens in' }).waitFor()
  await page.getByRole('timer', { name: /^3 days|hours/ }).waitFor()
  expect(await waysToReserve(page).count()).toBe(0)

  const soon = await putOnRow(staff, 4, { onSaleAt: new Date(Date.now() + 3_000).toISOString() })
  await open(`/events/${soon}`)
  await page.getByRole('heading', { name: 'Choose your seats' }).waitFor()
  await page.getByRole('radio', { name: 'Best available' }).check()
  await page.getByRole('button', { name: /^Reserve the best/ }).click()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
})

test('a sold-out event says so, and sells again when a place comes back', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOnRow(staff, 2)
  const other = shopper(server.url)
  const order = await buy(other, event, 'A-1', 'A-2')
  const { page, open } = await visit({ screen: 'phone' })
  await open(`/events/${event}`)
  await page.getByText('Sold out').first().waitFor()
  await page.getByRole('heading', { name: 'Wait for a place' }).waitFor()
  await page.getByRole('radio', { name: 'List' }).check()
  const seat = page.getByRole('button', { name: /row A, seat 1\b/ })
  await eventually(() => seat.getAttribute('aria-label')).toContain('sold')
  expect(await seat.getAttribute('aria-disabled')).toBe('true')

  await other.api.cancelOrder({ params: { id: order.id } })
  await page.getByText('2 of 2 free').waitFor()
  await eventually(() => seat.getAttribute('aria-label')).toContain('available')
  await page.getByRole('heading', { name: 'Wait for a place' }).waitFor({ state: 'hidden' })
})

test('standing room counts what is left, and stops at the last place', async ({ visit, server }) => {
  const { page, open } = await visit({ screen: 'phone' })
  await open('/events/limited-concert')
  await page.getByText('2 of 2 free').waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  expect(await page.getByRole('spinbutton', { name: 'How many' }).getAttribute('aria-valuenow')).toBe('2')
  const other = shopper(server.url)
  const held = await other.api.placeHold({
    params: { idOrSlug: 'limited-concert' },
    body: { quantity: 1, area: 'floor' },
  })
  await page.getByText('1 of 2 free').waitFor()
  await page.getByRole('button', { name: 'Reserve 1 place' }).waitFor()
  expect(await page.getByRole('button', { name: 'More' }).isDisabled()).toBe(true)
  if (held.ok) await other.api.releaseHold({ params: { id: held.value.id } })
  await page.getByText('2 of 2 free').waitFor()
})

test('the list says of each event what one has to know before opening it', async ({
  visit,
  staff,
  server,
}) => {
  const listed = { listed: true, title: `A row ${crypto.randomUUID()}` }
  const [gone, few] = await Promise.all([
    putOnRow(staff, 2, { ...listed, title: `${listed.title} gone` }),
    putOnRow(staff, 20, { ...listed, title: `${listed.title} few`, maxPerOrder: 20 }),
  ])
  await buy(shopper(server.url), gone, 'A-1', 'A-2')
  await buy(shopper(server.url), few, ...Array.from({ length: 18 }, (_, i) => `A-${i + 1}`))
  const { page, open } = await visit({ screen: 'phone' })
  for (const [search, badge, from = ''] of [
    [`${listed.title} gone`, 'Sold out'],
    [`${listed.title} few`, 'Last 2'],
    ['Palm House', /^On sale in \d+ days$/],
    ['Long Table', 'Sale ended'],
    // What is over is listed for whoever looks back.
    ['Ceilidh', 'Past', '2001-01-01'],
  ] as const) {
    await open(`/?search=${encodeURIComponent(search)}&from=${from}`)
    await page.getByRole('article').getByText(badge, { exact: true }).waitFor()
  }
})

test('events that are over or closed cannot be booked, and say why', async ({ visit, staff }) => {
  const { page, open } = await visit()
  await open('/events/lantern-ceilidh')
  await page.getByText('This event is over').waitFor()
  await page.getByText('Past', { exact: true }).waitFor()
  expect(await waysToReserve(page).count()).toBe(0)
  await open('/events/night-market-supper')
  await page.getByText('The sale has ended').waitFor()
  await page.getByText('Sale ended', { exact: true }).waitFor()
  expect(await waysToReserve(page).count()).toBe(0)

  const hidden = await putOnRow(staff, 2, { published: false })
  const visitor = await visit()
  visitor.expectReply(404, new RegExp(`^(/api/v1)?/events/${hidden}`))
  await visitor.open(`/events/${hidden}`)
  await visitor.page.getByRole('heading', { level: 1, name: 'There is no such event' }).waitFor()
})

test('what is not there has a page that says so', async ({ visit }) => {
  const visitor = await visit({ screen: 'phone' })
  const { page, open } = visitor
  visitor.expectReply(404, /no-such|00000000-0000-7000-8000-000000000000|^\/nothing/)
  await open('/events/no-such-event')
  await page.getByRole('heading', { level: 1, name: 'There is no such event' }).waitFor()
  await open('/nothing/here')
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor()
  await open('/checkout/00000000-0000-7000-8000-000000000000')
  await page.getByRole('heading', { level: 1, name: 'There is no such reservation' }).waitFor()
  await open('/orders/00000000-0000-7000-8000-000000000000')
  await page.getByRole('heading', { level: 1, name: 'This booking is not yours to see' }).waitFor()
  await page.getByRole('link', { name: 'Fullhouse' }).click()
  await eventually(() => titles(page).count()).toBe(12)
})
