import { describe, expect } from 'vitest'
import { shopper } from '../setup/shopper.ts'
import { placeOrder, ticketsOf } from './check-out.ts'
import { readQr } from './read-qr.ts'
import { chooseByKeyboard, mapIsLive, pointsOfSeats } from './seats-on-map.ts'
import { eventually, test, type Visitor } from './shop.ts'

const workshop = 'Bookbinding in an Afternoon'

async function findWorkshop({ page, open }: Visitor): Promise<void> {
  await open('/')
  await page.getByRole('searchbox').fill('bookbinding')
  await page.getByRole('heading', { name: 'Found' }).waitFor()
  await page.getByRole('link', { name: workshop }).click()
  await page.getByRole('heading', { level: 1, name: workshop }).waitFor()
}

describe.each(['phone', 'desk'] as const)('a first visit on a %s', (screen) => {
  test('finds an event, takes two seats by keyboard, books, cancels and books again', async ({ visit }) => {
    const visitor = await visit({ screen })
    const { page } = visitor
    await findWorkshop(visitor)
    await chooseByKeyboard(page, 2)
    await page.getByRole('button', { name: 'Reserve 2 seats' }).click()
    const held = page.getByRole('region', { name: 'Reserved for you' })
    await held.getByRole('timer', { name: /^Reserved for another [1-5] minutes?/ }).waitFor()
    await held.getByText(/^[34]:\d\d$|^5:00$/).waitFor()
    await placeOrder(page)
    const tickets = await ticketsOf(page)
    expect(await tickets.count()).toBe(2)
    const address = page.url()
    await page.reload()
    expect(await (await ticketsOf(page)).count()).toBe(2)
    expect(page.url()).toBe(address)

    // What a scanner at the door reads is what the server says the ticket is.
    await tickets
      .first()
      .getByRole('button', { name: /Show the code large/ })
      .click()
    const code = page
      .getByRole('dialog', { name: 'Ticket for scanning' })
      .getByRole('img', { name: /^Code of the ticket/ })
    const order = await (await page.request.get(`/api/v1/orders/${address.split('/').at(-1)}`)).json()
    expect(await readQr(code)).toBe(order.tickets[0].code)
    await page.getByRole('button', { name: 'Close' }).click()

    await page.getByRole('link', { name: 'My bookings' }).first().click()
    const booking = page.getByRole('article').filter({ hasText: workshop })
    await booking.getByRole('button', { name: 'Cancel booking' }).click()
    const dialog = page.getByRole('dialog', { name: 'Cancel this booking?' })
    await dialog.getByText('nothing to refund').waitFor()
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await booking.getByRole('button', { name: 'Cancel booking' }).click()
    await dialog.getByRole('button', { name: 'Cancel the booking' }).click()
    await page.getByText('Booking cancelled').waitFor()
    await page.getByText('Nothing booked yet').waitFor()

    await page.getByRole('link', { name: /^Cancelled/ }).click()
    await page.getByRole('link', { name: 'Book again' }).click()
    await page.getByRole('heading', { level: 1, name: workshop }).waitFor()
    await chooseByKeyboard(page, 1)
    await page.getByRole('button', { name: 'Reserve seat' }).click()
    await placeOrder(page)
    expect(await (await ticketsOf(page)).count()).toBe(1)
  })

  test('takes two seats by pointing at them, and puts one back', async ({ visit, server, staff }) => {
    const { page, open } = await visit({ screen })
    await open('/events/workshop')
    await mapIsLive(page)
    const wanted = (await freeSeats(server.url)).slice(-2)
    const [first, second] = await pointsOfSeats(page, staff.api, 'workshop', wanted)
    const point = ({ x, y }: { x: number; y: number }) =>
      screen === 'phone' ? page.touchscreen.tap(x, y) : page.mouse.click(x, y)
    await point(first!)
    await page.getByText('1 seat selected').waitFor()
    await point(second!)
    await page.getByText('2 seats selected').waitFor()
    if (screen === 'phone') await page.getByRole('button', { name: 'Show the list' }).click()
    const chosen = page.getByRole('region', { name: 'Selected seats' })
    const names = await chosen.getByRole('listitem').allInnerTexts()
    expect(names.map((name) => name.replace(/\s+/g, ' '))).toEqual(
      wanted.map((seatId) => {
        const [row, seat] = seatId.split('-')
        return expect.stringMatching(new RegExp(`row ${row}, seat ${seat}\\b`))
      }),
    )
    await chosen
      .getByRole('button', { name: /^Remove / })
      .first()
      .click()
    await page.getByText('1 seat selected').waitFor()
  })
})

test('takes two seats from the list, without the map', async ({ visit, server }) => {
  const { page, open } = await visit({ screen: 'phone' })
  await open('/events/workshop')
  await page.getByRole('radio', { name: 'List' }).check()
  const list = page.getByRole('list', { name: 'Seats as a list' })
  for (const seatId of (await freeSeats(server.url)).slice(0, 2)) {
    const [row, number] = seatId.split('-')
    const seat = list.getByRole('button', { name: new RegExp(`^row ${row}, seat ${number}, .*`) })
    await seat.click()
    await eventually(() => seat.getAttribute('aria-pressed')).toBe('true')
  }
  await page.getByRole('button', { name: 'Reserve 2 seats' }).click()
  await placeOrder(page)
  expect(await (await ticketsOf(page)).count()).toBe(2)
})

/** Ids of the workshop’s seats that nobody has, in the order of the plan. */
async function freeSeats(url: string): Promise<string[]> {
  const { api } = shopper(url)
  const params = { idOrSlug: 'workshop' }
  const [plan, availability] = await Promise.all([api.getPlan({ params }), api.getAvailability({ params })])
  if (!plan.ok || !availability.ok) throw new Error('the workshop is not there')
  const states = Buffer.from(availability.value.seats, 'base64')
  const { zones } = plan.value as { zones: { rows: { seats: { seat_guid: string }[] }[] }[] }
  return zones
    .flatMap(({ rows }) => rows.flatMap(({ seats }) => seats.map(({ seat_guid }) => seat_guid)))
    .filter((_, index) => states[index] === 0)
}
