import type { BrowserContext, WebSocketRoute } from 'playwright-core'
import { expect } from 'vitest'
import { shopper } from '../setup/shopper.ts'
import { placeOrder, ticketsOf } from './check-out.ts'
import { hold, putOnRow } from './rooms.ts'
import { mapIsLive } from './seats-on-map.ts'
import { eventually, test } from './shop.ts'

test('what one customer takes and gives back, another sees at once', async ({ visit, staff, server }) => {
  const event = await putOnRow(staff, 6)
  const [ann, ben] = [await visit({ screen: 'phone' }), await visit()]
  await Promise.all([ann.open(`/events/${event}`), ben.open(`/events/${event}`)])
  await Promise.all([mapIsLive(ann.page), mapIsLive(ben.page)])
  await ben.page.getByText('6 of 6 free').waitFor()

  // Ben looks at the list, where a state is a word; what he sees changes without a reload.
  await ben.page.getByRole('radio', { name: 'List' }).check()
  const seat = ben.page.getByRole('button', { name: /^Stalls, row A, seat 3\b/ })
  await eventually(() => seat.getAttribute('aria-label')).toContain('available')
  await ann.page.getByRole('radio', { name: 'List' }).check()
  await ann.page.getByRole('button', { name: /^Stalls, row A, seat 3\b/ }).click()
  await ann.page.getByRole('button', { name: 'Reserve seat' }).click()
  await ann.page.getByRole('region', { name: 'Reserved for you' }).waitFor()

  await eventually(() => seat.getAttribute('aria-label')).toContain('held by someone else')
  expect(await seat.getAttribute('aria-disabled')).toBe('true')
  await ben.page.getByText('5 of 6 free').waitFor()

  await ann.page.getByRole('button', { name: 'Show the list' }).click()
  await ann.page.getByRole('button', { name: 'Give back' }).click()
  await ann.page.getByText('Given back').waitFor()
  await eventually(() => seat.getAttribute('aria-label')).toContain('available')
  await ben.page.getByText('6 of 6 free').waitFor()

  await ben.page.getByRole('radio', { name: 'Map' }).check()
  await hold(shopper(server.url), event, 'A-1')
  await ben.page.getByText('5 of 6 free').waitFor()
})

test('a selected seat that someone takes is given up, and its neighbour offered', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOnRow(staff, 6)
  const { page, open } = await visit({ screen: 'phone' })
  await open(`/events/${event}`)
  await page.getByRole('radio', { name: 'List' }).check()
  for (const number of [2, 3])
    await page.getByRole('button', { name: new RegExp(`^Stalls, row A, seat ${number}\\b`) }).click()
  await page.getByText('2 seats selected').waitFor()
  await hold(shopper(server.url), event, 'A-3')
  const notice = page.getByRole('alert').filter({ hasText: 'Someone was faster to this seat' })
  await notice.getByText('Stalls, row A, seat 3 was just taken').waitFor()
  await page.getByText('1 seat selected').waitFor()
  await page.getByRole('button', { name: 'Take row A, seat 4' }).click()
  await page.getByText('2 seats selected').waitFor()
})

test('who presses Reserve a moment too late is told which seat, and goes on', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOnRow(staff, 6)
  const socket = heldBack()
  const { page, open, expectReply } = await visit({ prepare: socket.prepare })
  await open(`/events/${event}`)
  await mapIsLive(page)
  await page.getByRole('radio', { name: 'List' }).check()
  for (const number of [2, 3])
    await page.getByRole('button', { name: new RegExp(`^Stalls, row A, seat ${number}\\b`) }).click()

  // The news that the seat is gone is on its way, and the press is faster.
  socket.hold()
  await hold(shopper(server.url), event, 'A-3')
  await page.getByText('2 seats selected').waitFor()
  expectReply(409, new RegExp(`^/api/v1/events/${event}/holds$`))
  await page.getByRole('button', { name: 'Reserve 2 seats' }).click()
  const notice = page.getByRole('alert').filter({ hasText: 'Someone was faster to this seat' })
  await notice.getByText('Stalls, row A, seat 3').first().waitFor()
  await page.getByText('1 seat selected').waitFor()

  socket.letGo()
  await page.getByText('5 of 6 free').waitFor()
  await page.getByRole('button', { name: /^Take row A, seat/ }).click()
  await page.getByRole('button', { name: 'Reserve 2 seats' }).click()
  await placeOrder(page)
  expect(await (await ticketsOf(page)).count()).toBe(2)
})

/** A live socket whose messages from the server can be kept waiting. */
function heldBack() {
  let held = false
  const waiting: (() => void)[] = []
  return {
    prepare: (context: BrowserContext) =>
      context.routeWebSocket(/\/live$/, (route: WebSocketRoute) => {
        const server = route.connectToServer()
        server.onMessage((message) => {
          if (held) waiting.push(() => route.send(message))
          else route.send(message)
        })
      }),
    hold() {
      held = true
    },
    letGo() {
      held = false
      for (const send of waiting.splice(0)) send()
    },
  }
}
