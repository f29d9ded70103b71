import { eventually, type Visitor } from './shop.ts'

/** Nothing is still loading: no part of the page, no font, no picture that is in sight. */
const everythingIsThere = `!document.querySelector('[aria-busy=true]') && document.fonts.status === 'loaded' &&
  [...document.images].every((image) => image.loading === 'lazy' || image.complete)`

/**
 * Leads a guest past every page of the shop, in the states that look different, and stops at each for a look. Books
 * a free place and leaves a paid order unpaid on the way.
 */
export async function seeEveryPage(visitor: Visitor, look: (name: string) => Promise<void>): Promise<void> {
  const { page, open } = visitor
  const at = async (path: string, name: string) => {
    await open(path)
    await eventually(() => page.evaluate<boolean>(everythingIsThere)).toBe(true)
    await look(name)
  }
  await at('/', 'home')
  await page.getByRole('button', { name: 'Filters' }).click()
  await look('home, filters')
  await at('/?search=nothing+is+called+like+this', 'home, nothing found')
  await at('/events/limited-concert', 'event, standing')
  await at('/events/opera-in-a-greenhouse', 'event, not yet on sale')
  await at('/events/lantern-ceilidh', 'event, over')
  await at('/events/arena-night', 'event, arena')

  await at('/events/grand-theatre', 'event, map')
  await page.getByRole('radio', { name: 'Best available' }).check()
  await look('event, best available')
  await page.getByRole('radio', { name: 'List' }).check()
  const list = page.getByRole('list', { name: 'Seats as a list' })
  await list.getByRole('button', { name: /^Stalls/ }).click()
  await list
    .getByRole('button', { name: /^row [A-Z]/ })
    .first()
    .click()
  await list
    .getByRole('button', { name: /, available$/ })
    .first()
    .click()
  await look('event, list with a seat selected')
  await page.getByRole('button', { name: 'Reserve seat' }).click()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
  await look('event, a seat held')

  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your details' }).waitFor()
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.getByText('Please enter your name').waitFor()
  await look('checkout, with errors')
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor()
  await look('order, to be paid')
  await page.getByRole('button', { name: /^Pay £/ }).click()
  await page.getByRole('heading', { level: 1, name: 'You’re in.' }).waitFor()
  await look('order, with its ticket')
  await page.getByRole('button', { name: /Show the code large/ }).click()
  await look('ticket for scanning')

  await at('/bookings', 'bookings')
  await page.getByRole('button', { name: 'Cancel booking' }).click()
  await look('bookings, asking before a booking is cancelled')
  await at('/bookings?tab=past', 'bookings, none of them')

  await at('/sign-in', 'sign in')
  await at('/sign-up', 'sign up')
  await page.getByRole('button', { name: 'Create account' }).click()
  await look('sign up, with errors')
  await at('/forgot-password', 'forgot password')
  await at('/reset-password', 'reset password, incomplete link')
  await at('/nothing/here', 'not found')
  await open('/sign-in?to=/account')
  await page.getByLabel('E-mail').fill('charlie@example.com')
  await page.getByLabel('Password', { exact: true }).fill('Password123')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  await look('account')
}
