import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { putOnRow } from './rooms.ts'
import { mapIsLive } from './seats-on-map.ts'
import { eventually, test } from './shop.ts'

const tray = (page: Page) => page.getByRole('region', { name: 'Reserved for you' })
const offer = (page: Page, time: string) => page.getByRole('button', { name: `Get ${time} more` })

async function reserveSeat(page: Page): Promise<void> {
  await mapIsLive(page)
  await page.getByRole('radio', { name: 'List' }).check()
  await page.getByRole('button', { name: /^Stalls, row A, seat 2\b/ }).click()
  await page.getByRole('button', { name: 'Reserve seat' }).click()
  await tray(page).waitFor()
}

/** The visitor's only hold, as the server has it. */
async function ownHold(page: Page): Promise<{ expiresAt: string; extensionsLeft: number }> {
  const { holds } = await (await page.request.get('/api/v1/me/holds')).json()
  expect(holds).toHaveLength(1)
  return holds[0]
}

// Most of their time is that of a hold going by, of which each has its own: they wait together.
for (const screen of ['phone', 'desk'] as const) {
  test.concurrent(`on a ${screen} more time is offered before the end, taken in one tap, and not beyond what there is`, async ({
    visit,
    staff,
  }) => {
    const event = await putOnRow(staff, 4, { holdSeconds: 24, holdExtensions: 1 })
    const { page, open } = await visit({ screen })
    await open(`/events/${event}`)
    await reserveSeat(page)
    const before = await ownHold(page)

    await offer(page, '24 seconds').waitFor()
    await tray(page).getByRole('status').filter({ hasText: 'You can do this once.' }).waitFor()
    await offer(page, '24 seconds').click()
    const said = page.getByText('You have 24 seconds more. That was the last extension.')
    await said.waitFor()
    expect(await offer(page, '24 seconds').count()).toBe(0)
    // The button is gone; whoever pressed it by keyboard is where the answer is.
    await page.locator(':focus', { hasText: 'You have 24 seconds more.' }).waitFor()
    const after = await ownHold(page)
    expect(Date.parse(after.expiresAt) - Date.parse(before.expiresAt)).toBe(24_000)
    expect(after.extensionsLeft).toBe(0)

    // As near to the end as it was offered before.
    await page.getByRole('timer', { name: /another 1?\d seconds/ }).waitFor({ timeout: 40_000 })
    expect(await offer(page, '24 seconds').count()).toBe(0)
  })

  test.concurrent(`on a ${screen} it is offered at checkout, and on every other page`, async ({
    visit,
    staff,
  }) => {
    const event = await putOnRow(staff, 4, { holdSeconds: 15, holdExtensions: 3 })
    const { page, open } = await visit({ screen })
    await open(`/events/${event}`)
    await reserveSeat(page)
    const ends = [(await ownHold(page)).expiresAt]
    await page.getByRole('link', { name: 'Check out' }).click()
    await page.getByRole('heading', { level: 1, name: 'Your details' }).waitFor()
    expect(await offer(page, '15 seconds').count()).toBe(1)
    await offer(page, '15 seconds').click()
    await page
      .getByText('You have 15 seconds more. 2 more extensions are left.')
      .filter({ visible: true })
      .waitFor()
    ends.push((await ownHold(page)).expiresAt)

    await open('/')
    const chip = page.getByRole('button', { name: /Get 15 seconds more\. You can do this 2 times\./ })
    await chip.click({ timeout: 30_000 })
    await chip.waitFor({ state: 'hidden' })
    ends.push((await ownHold(page)).expiresAt)
    const gained = ends.slice(1).map((end, i) => Date.parse(end) - Date.parse(ends[i]!))
    expect(gained).toEqual([15_000, 15_000])
  })
}

test('what one tab was given the other one knows; asked for in both at once, it is given once', async ({
  visit,
  staff,
}) => {
  const event = await putOnRow(staff, 4, { holdSeconds: 20, holdExtensions: 3 })
  const { page, open, context } = await visit()
  await open(`/events/${event}`)
  await reserveSeat(page)
  const other = await context.newPage()
  await other.goto(`/events/${event}`)
  await mapIsLive(other)
  const before = await ownHold(page)
  // Neither request goes out before both were made: the first answer would take the other tab's offer away.
  const asked: (() => Promise<void>)[] = []
  await context.route('**/extend', async (route) => {
    asked.push(() => route.continue())
    if (asked.length === 2) await Promise.all(asked.map((go) => go()))
  })
  await offer(page, '20 seconds').click()
  await offer(other, '20 seconds').click()
  await eventually(async () => (await ownHold(page)).extensionsLeft).toBe(2)
  const after = await ownHold(page)
  expect(Date.parse(after.expiresAt) - Date.parse(before.expiresAt)).toBe(20_000)
  // More than the first end allowed: the other tab counts down to the new one.
  for (const tab of [page, other])
    await tab.getByRole('timer', { name: /another ([123]\d|40) seconds/ }).waitFor()
})
