import type { Walk } from './walk.ts'

/** Finding an event, and the pages of events that cannot be booked as others can. */
export async function discover({ page, t, at, open, look, glance }: Walk): Promise<void> {
  await at('/', 'home')
  await glance('home-top')
  await page.getByRole('button', { name: t.discover.filters }).click()
  await glance('home-filters')
  await page.getByRole('button', { name: t.discover.showEvents }).click()
  await at('/?currency=EUR&priceMax=5000&availability=available', 'home-filtered')
  await at('/?past=true', 'home-past')
  await at('/?search=nothing+is+called+like+this', 'home-nothing-found')

  await at('/events/limited-concert', 'event-standing')
  await at('/events/lantern-ceilidh', 'event-over')
  await at('/events/night-market-supper', 'event-sale-ended')
  await at('/events/stadium-presale', 'event-waiting-room')
  await at('/events/no-such-event', 'event-not-found')
  await at('/nothing/here', 'not-found')

  await at('/events/opera-in-a-greenhouse', 'event-presale')
  const code = page.getByLabel(t.prices.code, { exact: true })
  await code.fill('ORPHEUS')
  await page.getByRole('button', { name: t.prices.apply }).click()
  await page.locator('[aria-invalid=true]').waitFor()
  await look('event-presale-wrong-code')
  await code.fill('EURYDICE')
  await page.getByRole('button', { name: t.prices.apply }).click()
  await page.getByText(t.prices.presale).waitFor()
  await look('event-presale-open')
  await open('/events/silent-film-live-organ')
  await page.getByRole('radio', { name: t.seats.ways.best }).check()
  await look('event-locked-category')
}
