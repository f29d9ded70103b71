import { shopper } from '../setup/shopper.ts'
import { hold, putOnRow } from './rooms.ts'
import { mapIsLive } from './seats-on-map.ts'
import { test } from './shop.ts'

test('signed in in another tab, this one hears the account’s own news, and no longer the guest’s', async ({
  visit,
  staff,
  server,
}) => {
  const event = await putOnRow(staff, 6)
  const { page, open, context } = await visit()
  await open(`/events/${event}`)
  await mapIsLive(page)

  const other = await context.newPage()
  await other.goto('/sign-in')
  await other.getByLabel('E-mail').fill('bob@example.com')
  await other.getByLabel('Password', { exact: true }).fill('Password123')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.getByRole('link', { name: 'Bob' }).waitFor()
  await page.getByRole('link', { name: 'Bob' }).waitFor()
  await mapIsLive(page)

  // On a third device the same account takes a seat: only its own socket says so.
  const phone = shopper(server.url)
  await phone.signIn('bob@example.com')
  await hold(phone, event, 'A-2')
  const held = page.getByRole('region', { name: 'Reserved for you' })
  await held.getByText('row A, seat 2').waitFor()
})
