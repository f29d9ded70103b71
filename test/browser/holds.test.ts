import { expect } from 'vitest'
import { shopper } from '../setup/shopper.ts'
import { hold, putOnRow } from './rooms.ts'
import { mapIsLive } from './seats-on-map.ts'
import { test } from './shop.ts'

const seat = (number: number) => ({ name: new RegExp(`^Stalls, row A, seat ${number}\\b`) })

test('reserved seats are there after a reload, in another tab and on other pages', async ({
  visit,
  staff,
}) => {
  const event = await putOnRow(staff, 4)
  const { page, open, context } = await visit()
  await open(`/events/${event}`)
  await page.getByRole('radio', { name: 'List' }).check()
  await page.getByRole('button', seat(2)).click()
  await page.getByRole('button', { name: 'Reserve seat' }).click()
  const held = page.getByRole('region', { name: 'Reserved for you' })
  await held.getByText('row A, seat 2').waitFor()
  await page.reload()
  await held.getByText('row A, seat 2').waitFor()

  const second = await context.newPage()
  await second.goto(`/events/${event}`)
  const there = second.getByRole('region', { name: 'Reserved for you' })
  await there.getByText('row A, seat 2').waitFor()
  await second.goto('/')
  await second.getByRole('link', { name: /1 place reserved for .* Continue/ }).click()
  await second.getByRole('heading', { level: 1, name: 'Your details' }).waitFor()

  // Given back in one tab, it is gone in the other.
  await held.getByRole('button', { name: 'Give back' }).click()
  await page.getByText('Given back').waitFor()
  await second.goto(`/events/${event}`)
  await mapIsLive(second)
  await second.getByText('4 of 4 free').waitFor()
  expect(await there.count()).toBe(0)
})

test('time runs out on the event’s page: it says so, and offers the seats again', async ({
  visit,
  staff,
}) => {
  const event = await putOnRow(staff, 4, { holdSeconds: 3 })
  const { page, open } = await visit({ screen: 'phone' })
  await open(`/events/${event}`)
  await page.getByRole('radio', { name: 'List' }).check()
  await page.getByRole('button', seat(2)).click()
  await page.getByRole('button', { name: 'Reserve seat' }).click()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
  const notice = page.getByRole('alert').filter({ hasText: 'Time ran out' })
  await notice.waitFor()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor({ state: 'hidden' })
  await page.getByText('4 of 4 free').waitFor()
  await notice.getByRole('button', { name: 'Reserve them again' }).click()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
})

test('time runs out at checkout: it says so, and leads back to the seats', async ({ visit, staff }) => {
  const event = await putOnRow(staff, 4, { holdSeconds: 2 })
  const { page, open } = await visit()
  await open(`/events/${event}`)
  await page.getByRole('radio', { name: 'List' }).check()
  await page.getByRole('button', seat(2)).click()
  await page.getByRole('button', { name: 'Reserve seat' }).click()
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Time ran out' }).waitFor()
  await page.getByRole('link', { name: 'Choose again' }).click()
  await page.getByRole('heading', { level: 1, name: 'A row' }).waitFor()
  await page.getByText('4 of 4 free').waitFor()
})

test('seats that are changed stay selected', async ({ visit, staff, server }) => {
  const event = await putOnRow(staff, 4)
  const { page, open } = await visit()
  await open(`/events/${event}`)
  await page.getByRole('radio', { name: 'List' }).check()
  for (const number of [2, 3]) await page.getByRole('button', seat(number)).click()
  await page.getByRole('button', { name: 'Reserve 2 seats' }).click()
  await page.getByRole('button', { name: 'Change seats' }).click()
  await page.getByText('2 seats selected').waitFor()
  await hold(shopper(server.url), event, 'A-1')
  await page.getByRole('button', { name: 'Reserve 2 seats' }).click()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
})
