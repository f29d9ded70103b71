import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { placeOrder, ticketsOf } from './check-out.ts'
import { putOnRow } from './rooms.ts'
import { eventually, test } from './shop.ts'

/** An address that nobody else in this file uses. */
const newEmail = () => `visitor-${crypto.randomUUID()}@example.com`

async function bookOneSeat(page: Page, event: string): Promise<void> {
  await page.goto(`/events/${event}`)
  await page.getByRole('radio', { name: 'List' }).check()
  await page
    .getByRole('button', { name: /, available$/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Reserve seat' }).click()
}

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel(/^(New p|P)assword$/).fill(password)
}

async function signIn(page: Page, email: string, password = 'Password123'): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Welcome back' }).waitFor()
  await fillIn(page, email, password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const booking = (page: Page) => page.getByRole('article').filter({ hasText: 'A row' })

test('a guest who makes an account from a booking keeps it, on other devices too', async ({
  visit,
  staff,
}) => {
  const event = await putOnRow(staff, 8)
  const { page } = await visit({ screen: 'phone' })
  const email = newEmail()
  await bookOneSeat(page, event)
  await placeOrder(page)
  await ticketsOf(page)
  const address = new URL(page.url()).pathname

  // The booking was made for another address than the account will have: it is the guest's all the same.
  await page.goto(`/sign-up?to=${address}`)
  await page.getByLabel('Full name').fill('Grace Hopper')
  await fillIn(page, email, 'a few words in a row')
  await page.getByRole('button', { name: 'Create account' }).click()
  expect(await (await ticketsOf(page)).count()).toBe(1)
  await page.getByRole('link', { name: 'Grace Hopper' }).waitFor()

  const elsewhere = await visit()
  await elsewhere.open('/sign-in?to=/bookings')
  await signIn(elsewhere.page, email, 'a few words in a row')
  await booking(elsewhere.page).getByRole('link', { name: 'Show ticket' }).click()
  expect(await (await ticketsOf(elsewhere.page)).count()).toBe(1)
})

test('one password after booking makes an account of it', async ({ visit, staff }) => {
  const event = await putOnRow(staff, 8)
  const { page } = await visit()
  await bookOneSeat(page, event)
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByLabel('Full name').fill('Grace Hopper')
  await page.getByLabel('E-mail').fill(newEmail())
  await page.getByRole('button', { name: 'Book now' }).click()
  await ticketsOf(page)
  await page.getByLabel('New password').fill('a few words in a row')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Your account is ready').waitFor()
  await page.getByRole('link', { name: 'Grace Hopper' }).waitFor()
  expect(await (await ticketsOf(page)).count()).toBe(1)
})

test('signing in on the way to the till keeps the seats; signing out hides the bookings', async ({
  visit,
  staff,
}) => {
  const event = await putOnRow(staff, 8)
  const visitor = await visit({ screen: 'phone' })
  const { page, open } = visitor
  await bookOneSeat(page, event)
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  visitor.expectReply(401, /^\/api\/auth\/sign-in\/email$/)
  await signIn(page, 'alice@example.com', 'wrong')
  await page.getByText('E-mail and password do not match').waitFor()
  await signIn(page, 'alice@example.com')
  await page.getByRole('heading', { level: 1, name: 'Your details' }).waitFor()
  await eventually(() => page.getByLabel('E-mail').inputValue()).toBe('alice@example.com')
  await page.getByRole('button', { name: 'Book now' }).click()
  await ticketsOf(page)
  const address = new URL(page.url()).pathname

  await open('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('link', { name: 'Sign in' }).waitFor()
  await open('/bookings')
  await page.getByText('Nothing booked yet').waitFor()
  visitor.expectReply(404, /^\/api\/v1\/orders\//)
  await open(address)
  await page.getByRole('heading', { name: 'This booking is not yours to see' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await signIn(page, 'alice@example.com')
  expect(await (await ticketsOf(page)).count()).toBe(1)
})

test('name and phone can be changed, and what makes no sense is said beside its field', async ({ visit }) => {
  const { page, open } = await visit()
  await open('/sign-up?to=/account')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Please enter your name.').waitFor()
  await page.getByLabel('Full name').fill('Grace')
  await fillIn(page, newEmail(), 'short')
  await page.getByText('Please use at least 8 characters.').waitFor()
  await page.getByLabel('New password').fill('a few words in a row')
  await page.getByRole('button', { name: 'Create account' }).click()

  await page.getByRole('heading', { level: 1, name: 'Grace' }).waitFor()
  await page.getByLabel('Phone').fill('call me')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Please enter a phone number').waitFor()
  await page.getByLabel('Phone').fill('+49 30 1234567')
  await page.getByLabel('Full name').fill('Rear Admiral Hopper')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Rear Admiral Hopper' }).waitFor()
  expect(await page.getByLabel('Phone').inputValue()).toBe('+49 30 1234567')
})

test('a forgotten password is replaced by the link in the mail, once', async ({ visit, server }) => {
  const visitor = await visit({ screen: 'phone' })
  const { page, open } = visitor
  const email = newEmail()
  await open('/sign-up')
  await page.getByLabel('Full name').fill('Grace Hopper')
  await fillIn(page, email, 'a few words in a row')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('link', { name: 'Grace Hopper' }).waitFor()
  await open('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()

  await open('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await page.getByRole('heading', { level: 1, name: 'Reset your password' }).waitFor()
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText('Look into your mailbox').waitFor()

  // Its host is the shop's public address, which a server on any free port does not know.
  const link = new RegExp(`"to":"${email}".*?https?://[^/]+(/[^\\s"\\\\]+)`)
  await eventually(() => link.exec(server.logs)?.[1]).toBeDefined()
  const address = link.exec(server.logs)![1]!
  await open(address)
  await page.getByLabel('New password').fill('other words than before')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('Password changed').waitFor()
  visitor.expectReply(401, /^\/api\/auth\/sign-in\/email$/)
  await signIn(page, email, 'a few words in a row')
  await page.getByText('E-mail and password do not match').waitFor()
  await signIn(page, email, 'other words than before')
  await page.getByRole('link', { name: 'Grace Hopper' }).waitFor()

  // The same link again changes nothing.
  visitor.expectReply(400, /^\/api\/auth\/reset-password$/)
  await open(address)
  await page.getByLabel('New password').fill('yet other words than before')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('This link has been used or is too old').waitFor()
})

test('after signing in, an address of another site is not followed', async ({ visit, server }) => {
  const { page, open } = await visit()
  await open('/sign-in?to=//elsewhere.example.com/')
  await signIn(page, 'bob@example.com')
  await page.getByRole('link', { name: 'Bob' }).waitFor()
  expect(new URL(page.url()).origin).toBe(server.url)
})
