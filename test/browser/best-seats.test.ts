import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { putOn, type Shopper, shopper } from '../setup/shopper.ts'
import { granted, hold } from './rooms.ts'
import { mapIsLive } from './seats-on-map.ts'
import { eventually, test } from './shop.ts'

/** Two rows of four; from the first, at the wall, one sees less. */
function house(staff: Shopper): Promise<string> {
  return putOn(staff, 0, {
    title: 'Two rows',
    prices: { Stalls: 2500 },
    plan: {
      name: 'A room',
      size: { width: 200, height: 140 },
      categories: [{ name: 'Stalls', color: '#b33a5e' }],
      zones: [
        {
          name: 'Stalls',
          position: { x: 20, y: 40 },
          rows: ['A', 'B'].map((row, r) => ({
            row_number: row,
            position: { x: 0, y: r * 40 },
            seats: [1, 2, 3, 4].map((number) => ({
              seat_guid: `${row}-${number}`,
              seat_number: String(number),
              category: 'Stalls',
              position: { x: number * 40, y: 0 },
              ...(row === 'A' && { restricted_view: true }),
            })),
          })),
        },
      ],
    },
  })
}

const best = (page: Page) => page.getByRole('region', { name: 'The best seats for you' })
const others = (page: Page) => page.getByRole('region', { name: 'Other seats' })
const labelsIn = (region: ReturnType<typeof best>) => region.getByText(/^Stalls, row/).allInnerTexts()

async function showBest(page: Page, way: 'Map' | 'List' = 'Map'): Promise<void> {
  await mapIsLive(page)
  await page.getByRole('radio', { name: way }).check()
  await page.getByRole('radio', { name: 'Best available' }).check()
  await page.getByRole('button', { name: 'Show me the best 2 seats' }).click()
}

for (const screen of ['phone', 'desk'] as const) {
  test(`on a ${screen} the best seats are shown, others after them, and taken only when one says so`, async ({
    visit,
    staff,
    server,
  }) => {
    const event = await house(staff)
    const { page, open } = await visit({ screen })
    await open(`/events/${event}`)
    await showBest(page)
    await best(page).getByText('€50', { exact: true }).first().waitFor()
    const first = await labelsIn(best(page))
    expect(first).toHaveLength(2)
    const counts = async () =>
      granted(await shopper(server.url).api.getAvailability({ params: { idOrSlug: event } })).counts
    expect(await counts()).toMatchObject({ free: 8, held: 0 })

    await page.getByRole('button', { name: 'Show others' }).click()
    await others(page).waitFor()
    const second = await labelsIn(others(page))
    expect(second).toHaveLength(2)
    for (const label of second) expect(first).not.toContain(label)
    // What is left is worse, and says why.
    await page.getByRole('button', { name: 'Show others' }).click()
    await others(page).getByText('restricted view').first().waitFor()
    const third = await labelsIn(others(page))
    expect(third.join()).toMatch(/row A.*row A/)

    await page.getByRole('button', { name: 'Take these' }).click()
    const held = page.getByRole('region', { name: 'Reserved for you' })
    await held.waitFor()
    if (screen === 'phone') await held.getByRole('button', { name: 'Show the list' }).click()
    expect(await labelsIn(held)).toEqual(third)
    expect(await counts()).toMatchObject({ free: 6, held: 2 })
  })
}

test('in the list, by keyboard: the seats shown are marked there, and the press that takes them is next', async ({
  visit,
  staff,
}) => {
  const event = await house(staff)
  const { page, open } = await visit()
  await open(`/events/${event}`)
  await mapIsLive(page)
  await page.getByRole('radio', { name: 'List' }).check()
  await page.getByRole('radio', { name: 'Best available' }).check()
  await page.getByRole('button', { name: 'Show me the best 2 seats' }).focus()
  await page.keyboard.press('Enter')
  await best(page).waitFor()
  await page
    .getByRole('status')
    .filter({ hasText: /^The best seats for you: Stalls, row.*€50 in all\.$/ })
    .waitFor()
  expect(await page.getByRole('radio', { name: 'List' }).isChecked()).toBe(true)
  const labels = await labelsIn(best(page))
  const row = /row \w/.exec(labels[0]!)![0]
  const opener = page.getByRole('button', { name: new RegExp(`^${row}`, 'i') })
  if ((await opener.getAttribute('aria-expanded')) === 'false') {
    await opener.click()
    await page.getByRole('button', { name: 'Take these' }).focus()
  }
  const seat = page.getByRole('button', { name: new RegExp(`^${labels[0]},`) })
  await eventually(() => seat.getAttribute('aria-label')).toContain('selected by you')
  await page.locator(':focus', { hasText: 'Take these' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
})

test('somebody takes one of them meanwhile: it says which, and shows the next best in one tap', async ({
  visit,
  staff,
  server,
}) => {
  const event = await house(staff)
  const { page, open } = await visit({ screen: 'phone' })
  await open(`/events/${event}`)
  await showBest(page)
  await best(page).waitFor()
  const first = await labelsIn(best(page))
  const [, row, number] = /row (\w), seat (\d)/.exec(first[0]!)!
  await hold(shopper(server.url), event, `${row}-${number}`)
  const notice = page.getByRole('alert').filter({ hasText: 'Someone was faster to this seat' })
  await notice.getByText(`${first[0]} was just taken`).waitFor()
  await notice.getByRole('button', { name: 'Show the next best' }).click()
  await others(page).waitFor()
  expect(await labelsIn(others(page))).not.toContain(first[0])
  await page.getByRole('button', { name: 'Take these' }).click()
  await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
})

test('cancelled, nothing stays selected, and the wish can be changed', async ({ visit, staff }) => {
  const event = await house(staff)
  const { page, open } = await visit()
  await open(`/events/${event}`)
  await showBest(page)
  await best(page).getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Show me the best 2 seats' }).waitFor()
  await page.getByRole('radio', { name: 'Map' }).check()
  await page.getByText('Choose seats on the map.').waitFor()
  expect(await page.getByText(/seats? selected/).count()).toBe(0)
})
