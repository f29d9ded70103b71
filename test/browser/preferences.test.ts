import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { putOnRow } from './rooms.ts'
import { mapIsLive } from './seats-on-map.ts'
import { eventually, test } from './shop.ts'

const theme = (page: Page) => page.locator('html').getAttribute('data-theme')

test('a chosen theme outlives a reload and holds in every tab; the device decides otherwise', async ({
  visit,
}) => {
  const { page, open, context } = await visit({ colorScheme: 'light' })
  await open('/')
  expect(await theme(page)).toBe('light')
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click()
  await eventually(() => theme(page)).toBe('dark')
  await page.reload()
  expect(await theme(page)).toBe('dark')
  const second = await context.newPage()
  await second.goto('/events/workshop')
  expect(await theme(second)).toBe('dark')

  await second.getByRole('radio', { name: 'As the device has it' }).check()
  await eventually(() => theme(second)).toBe('light')
  await eventually(() => theme(page)).toBe('light')
  await second.emulateMedia({ colorScheme: 'dark' })
  await eventually(() => theme(second)).toBe('dark')
})

test('on a phone the theme is chosen at the foot of the page', async ({ visit }) => {
  const { page, open } = await visit({ screen: 'phone', colorScheme: 'dark' })
  await open('/bookings')
  await page.getByRole('radio', { name: 'Light' }).check()
  await eventually(() => theme(page)).toBe('light')
  await open('/')
  expect(await theme(page)).toBe('light')
})

/** Notes the longest animation or transition that ever began, in milliseconds. */
const noteAnimations = `
  globalThis.longestAnimationMs = 0
  for (const kind of ['animationstart', 'transitionrun'])
    addEventListener(kind, () => {
      for (const { effect } of document.getAnimations())
        longestAnimationMs = Math.max(longestAnimationMs, effect.getComputedTiming().activeDuration)
    }, true)`

test('who asks for less motion gets none: not on arriving, not on the map, not in the tray', async ({
  visit,
  staff,
}) => {
  const event = await putOnRow(staff, 6)
  const longest = async (reducedMotion: 'reduce' | 'no-preference') => {
    const { page, open } = await visit({
      screen: 'phone',
      reducedMotion,
      prepare: async (context) => void (await context.addInitScript(noteAnimations)),
    })
    await open(`/events/${event}`)
    await mapIsLive(page)
    await page.getByRole('application', { name: 'Seat map' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Selected seats' }).waitFor()
    await page.getByRole('button', { name: 'Reserve seat' }).click()
    await page.getByRole('region', { name: 'Reserved for you' }).waitFor()
    return page.evaluate<number>('longestAnimationMs')
  }
  expect(await longest('reduce')).toBeLessThanOrEqual(1)
  expect(await longest('no-preference'), 'so that something was looked at').toBeGreaterThan(100)
})
