import { expect } from 'vitest'
import { shopper } from '../setup/shopper.ts'
import { cuttable } from './cuttable.ts'
import { granted, hold, putOnRow } from './rooms.ts'
import { eventually, test } from './shop.ts'

const connection = (text: string) => new RegExp(`^${text}`)

test('going offline is shown, and what changed meanwhile appears on coming back', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOnRow(staff, 6)
  const { page, open, context, expectLostNetwork } = await visit({ screen: 'phone' })
  expectLostNetwork()
  await open(`/events/${event}`)
  const pill = page.getByRole('status').filter({ hasText: /Live|Offline|Reconnecting|Connecting/ })
  await pill.filter({ hasText: connection('Live') }).waitFor()
  await page.getByRole('radio', { name: 'List' }).check()
  const seat = (number: number) => page.getByRole('button', { name: new RegExp(`row A, seat ${number}\\b`) })
  await seat(1).click()

  await context.setOffline(true)
  await pill.filter({ hasText: connection('Offline') }).waitFor()
  await hold(shopper(server.url), event, 'A-4')
  // Pressing Reserve without a network loses nothing.
  await page.getByRole('button', { name: 'Reserve seat' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByText('1 seat selected').waitFor()

  await context.setOffline(false)
  await pill.filter({ hasText: connection('Live') }).waitFor()
  await eventually(() => seat(4).getAttribute('aria-label')).toContain('held by someone else')
  await page.getByText('5 of 6 free').waitFor()
  await page
    .getByRole('button', { name: /^(Try again|Reserve seat)$/ })
    .first()
    .click()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
})

test('a server that cannot be reached is said, and missed changes come with the first contact', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOnRow(staff, 6)
  await using line = await cuttable(server.url)
  const { page, expectLostNetwork } = await visit({ baseURL: line.url })
  expectLostNetwork()
  await page.goto(`/events/${event}`)
  const pill = page.getByRole('status').filter({ hasText: /Live|Offline|Reconnecting|Connecting/ })
  await pill.filter({ hasText: connection('Live') }).waitFor()
  await page.getByText('6 of 6 free').waitFor()

  line.cut()
  await pill.filter({ hasText: connection('Reconnecting') }).waitFor()
  const other = shopper(server.url)
  const { id } = await hold(other, event, 'A-1', 'A-2')
  await hold(shopper(server.url), event, 'A-3')
  granted(await other.api.releaseHold({ params: { id } }))
  line.mend()
  await pill.filter({ hasText: connection('Live') }).waitFor()
  await page.getByText('5 of 6 free').waitFor()
  expect(await page.getByText('6 of 6 free').count()).toBe(0)
})

test('a reservation whose answer was lost is found, not made twice', async ({ visit, staff, server }) => {
  const event = await putOnRow(staff, 6)
  const { page, open, context, expectLostNetwork } = await visit()
  expectLostNetwork()
  await open(`/events/${event}`)
  await page.getByRole('radio', { name: 'List' }).check()
  await page.getByRole('button', { name: /row A, seat 2\b/ }).click()
  let sent = 0
  await context.route(`**/api/v1/events/${event}/holds`, async (route) => {
    sent += 1
    // The server does what it was asked; the answer gets lost on its way, once.
    if (sent > 1) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.getByRole('button', { name: 'Reserve seat' }).click()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
  const reply = await shopper(server.url).api.getAvailability({ params: { idOrSlug: event } })
  expect(granted(reply).counts).toMatchObject({ free: 5, held: 1 })
})

test('a plan that cannot be had is said, and asked for again', async ({ visit, server }) => {
  const { page, open, expectReply } = await visit({ screen: 'phone' })
  expectReply(404, /\/plan$/)
  const refusal = { type: 'about:blank', title: 'Not found', status: 404, code: 'NOT_FOUND' }
  await page.route(`${server.url}/api/v1/events/*/plan`, (route) =>
    route.fulfill({ status: 404, contentType: 'application/problem+json', json: refusal }),
  )
  await open('/events/grand-theatre')
  await page.getByText('The seat map could not be loaded').waitFor()
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('application', { name: /map/i }).waitFor()
})
