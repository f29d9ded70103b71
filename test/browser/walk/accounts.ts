import { book, putOnShort, type Walk } from './walk.ts'

/** Signing in and up, passwords, the visitor's own page. */
export async function accounts({ page, t, at, open, look, glance }: Walk): Promise<void> {
  await at('/sign-up', 'sign-up')
  await page.getByRole('button', { name: t.account.signUp.submit }).click()
  await look('sign-up-errors')
  await at('/forgot-password', 'forgot-password')
  await page.getByLabel(t.account.email).fill('nobody@example.com')
  await page.getByRole('button', { name: t.account.forgot.submit }).click()
  await page.getByText(t.account.forgot.sent).waitFor()
  await look('forgot-password-sent')
  await at('/reset-password', 'reset-password-incomplete')
  await at('/reset-password?token=x', 'reset-password')
  await open('/sign-in?to=/account')
  await signIn(page, t, 'charlie@example.com', 'wrong')
  await page.getByText(t.account.refusals.noMatch).waitFor()
  await look('sign-in-wrong')
  await signIn(page, t, 'charlie@example.com', 'Password123')
  await page.getByRole('heading', { name: t.account.profile }).waitFor()
  await look('account')
  await page.getByRole('button', { name: t.account.signOutEverywhere }).click()
  await glance('account-sign-out-everywhere')
}

/** What only the organiser sees: the mail to their guests. */
export async function organiser(walk: Walk): Promise<void> {
  const { page, staff, t, at, open, look } = walk
  await book(walk, { eventId: await putOnShort(staff, { prices: { Stalls: 0 } }), quantity: 1 })
  await open('/sign-in?to=/organiser/mails')
  await signIn(page, t, 'organiser@example.com', 'Password123')
  await page.getByRole('heading', { name: t.outbox.title }).waitFor()
  await look('outbox')
  await page.getByRole('combobox', { name: t.outbox.kind }).selectOption('event_cancelled')
  await page.getByText(t.outbox.nothing.title).waitFor()
  await look('outbox-none-of-a-kind')
  await page.getByRole('combobox', { name: t.outbox.kind }).selectOption('')
  await page
    .getByRole('link', { name: new RegExp(t.outbox.kinds.confirmation) })
    .first()
    .click()
  await page.frameLocator('iframe').locator('body').waitFor()
  await look('outbox-mail')
  await page.getByRole('radio', { name: t.outbox.text }).check()
  await look('outbox-mail-as-text')
  await at('/organiser/mails/00000000-0000-7000-8000-000000000000', 'outbox-no-such-mail')
  await at('/account', 'account-of-an-organiser')
}

export async function signIn(
  page: Walk['page'],
  t: Walk['t'],
  email: string,
  password: string,
): Promise<void> {
  await page.getByLabel(t.account.email).fill(email)
  await page.getByLabel(t.account.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: t.account.signIn.submit, exact: true }).click()
}
