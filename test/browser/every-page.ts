import { texts } from '../../web/i18n/texts.ts'
import { eventually, type Visitor } from './shop.ts'

/** Nothing is still loading: no part of the page, no font, no picture that is in sight. */
const everythingIsThere = `!document.querySelector('[aria-busy=true]') && document.fonts.status === 'loaded' &&
  [...document.images].every((image) => image.loading === 'lazy' || image.complete)`

/**
 * Leads a guest past every page of the shop, in the states that look different, and stops at each for a look. Books
 * a free place and leaves a paid order unpaid on the way. Reads the shop in the language that is spoken (`speak`).
 */
export async function seeEveryPage(visitor: Visitor, look: (name: string) => Promise<void>): Promise<void> {
  const { page, open } = visitor
  const t = texts()
  const at = async (path: string, name: string) => {
    await open(path)
    await eventually(() => page.evaluate<boolean>(everythingIsThere)).toBe(true)
    await look(name)
  }
  await at('/', 'home')
  await page.getByRole('button', { name: t.discover.filters }).click()
  await look('home, filters')
  await at('/?search=nothing+is+called+like+this', 'home, nothing found')
  await at('/events/limited-concert', 'event, standing')
  await at('/events/opera-in-a-greenhouse', 'event, not yet on sale')
  await at('/events/lantern-ceilidh', 'event, over')
  await at('/events/arena-night', 'event, arena')

  await at('/events/grand-theatre', 'event, map')
  await page.getByRole('radio', { name: t.seats.ways.best }).check()
  await look('event, best available')
  await page.getByRole('radio', { name: t.seats.ways.list }).check()
  const list = page.getByRole('list', { name: t.map.list })
  await list.getByRole('button', { name: /^Stalls/ }).click()
  await list
    .getByRole('button', { name: new RegExp(`^${t.map.row('[A-Z]')}`) })
    .first()
    .click()
  await list
    .getByRole('button', { name: new RegExp(`, ${t.map.states.free}$`) })
    .first()
    .click()
  await look('event, list with a seat selected')
  await page.getByRole('button', { name: t.seats.reserveSeats(1) }).click()
  await page.getByRole('region', { name: t.seats.reservedForYou }).waitFor()
  await look('event, a seat held')

  await page.getByRole('link', { name: t.seats.checkOut }).click()
  await page.getByRole('heading', { level: 1, name: t.checkout.yourDetails }).waitFor()
  await page.getByRole('button', { name: t.checkout.toPayment }).click()
  await page.getByText(t.checkout.errors.noName).waitFor()
  await look('checkout, with errors')
  await page.getByLabel(t.checkout.name).fill('Ada Lovelace')
  await page.getByLabel(t.checkout.email).fill('ada@example.com')
  await page.getByRole('button', { name: t.checkout.toPayment }).click()
  await page.getByRole('heading', { name: t.checkout.payment, exact: true }).waitFor()
  await look('order, to be paid')
  await page.getByRole('button', { name: new RegExp(`^${t.checkout.pay('.+')}$`) }).click()
  await page.getByRole('heading', { level: 1, name: t.orders.done }).waitFor()
  await look('order, with its ticket')
  await page.getByRole('button', { name: t.orders.showCode }).click()
  await look('ticket for scanning')

  await at('/bookings', 'bookings')
  await page.getByRole('button', { name: t.orders.cancelBooking }).click()
  await look('bookings, asking before a booking is cancelled')
  await at('/bookings?tab=past', 'bookings, none of them')

  await at('/sign-in', 'sign in')
  await at('/sign-up', 'sign up')
  await page.getByRole('button', { name: t.account.signUp.submit }).click()
  await look('sign up, with errors')
  await at('/forgot-password', 'forgot password')
  await at('/reset-password', 'reset password, incomplete link')
  await at('/nothing/here', 'not found')
  await open('/sign-in?to=/account')
  await page.getByLabel(t.checkout.email).fill('charlie@example.com')
  await page.getByLabel(t.account.password, { exact: true }).fill('Password123')
  await page.getByRole('button', { name: t.account.signIn.submit, exact: true }).click()
  await page.getByRole('heading', { name: t.account.profile }).waitFor()
  await look('account')
}
