import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { test as base, expect } from 'vitest'
import { buildMapPage } from '../../lab/map/map-page.ts'
import { serveMap } from '../../lab/map/serve-map.ts'
import { browser } from '../setup/browser.ts'
import { mapAloneScript } from './map-alone.ts'

/** The map without the shop around it: what it paints, and what taps and keys do to it. */
const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads here what a fixture needs, and this one needs nothing.
  .extend('folder', { scope: 'file' }, async ({}, { onCleanup }) => {
    const page = await buildMapPage(mapAloneScript)
    onCleanup(page.remove)
    return page.folder
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('chromium', { scope: 'file' }, async ({}, { onCleanup }) => {
    const chromium = await browser()
    onCleanup(() => chromium.close())
    return chromium
  })
  .extend('show', async ({ folder, chromium }, { onCleanup }) => {
    const open: (() => Promise<unknown>)[] = []
    onCleanup(async () => {
      for (const close of open) await close()
    })
    return async (plan: string, what: 'map' | 'list' = 'map', touch = false): Promise<Page> => {
      const server = await serveMap(folder, `plans/${plan}.json`, 0)
      const context = await chromium.newContext({
        viewport: { width: 700, height: 560 },
        hasTouch: touch,
        isMobile: touch,
      })
      open.push(() => context.close(), server.close)
      const page = await context.newPage()
      await page.goto(`${server.url}?show=${what}`)
      await page.waitForSelector(what === 'map' ? '.seat-map-controls' : '.seat-list')
      return page
    }
  })

const settled = (page: Page) => page.evaluate('picture().then(() => true)')
const chosen = (page: Page) => page.evaluate<string[]>('chosen')
const spoken = (page: Page) => page.textContent('.seat-map-spoken')
const middle = { x: 350, y: 280 }

/** Brings one seat to the middle of the view by keyboard: End of the row after `downs` rows down. */
async function focusByKeys(page: Page, ...keys: string[]): Promise<void> {
  await page.focus('.seat-map-surface')
  for (const key of ['ArrowDown', ...keys]) await page.keyboard.press(key)
  await settled(page)
}

for (const [plan, steps] of [
  ['arena', 0],
  ['grand-theatre', 0],
  ['grand-theatre', 2],
] as const) {
  test(`${plan}, ${steps} steps in: a patched seat looks as if its tile had been painted anew`, async ({
    show,
  }) => {
    const page = await show(plan)
    for (let k = 0; k < steps; k += 1) await page.click('[aria-label="Zoom in"]')
    await settled(page)
    // As many come free as are taken in each zone, so that no floor changes its light.
    await page.evaluate(`
    globalThis.deal = (states) => change(plan.zones.flatMap((zone) => {
      const some = [...zone.seats].filter((_, k) => k % 17 === 0)
      return some.slice(0, some.length & ~3).map((index, k) => [plan.seatId(index), states[k % 4]])
    }))
    deal([0, 1, 2, 3])
    repaint()
  `)
    const pixels = await page.evaluate<{ changed: number; wrong: number }>(`(async () => {
    const before = await picture()
    deal([1, 0, 3, 2])
    const patched = await picture()
    await repaint()
    return { changed: difference(before, patched), wrong: difference(patched, await picture()) }
  })()`)
    expect(pixels.changed).toBeGreaterThan(200)
    expect(pixels.wrong).toBe(0)
  })
}

test('a tap far out comes nearer, a tap near by chooses, a second one gives back', async ({ show }) => {
  const page = await show('arena', 'map', true)
  await page.touchscreen.tap(120, 200)
  await settled(page)
  expect(await chosen(page)).toEqual([])
  await page.touchscreen.tap(middle.x, middle.y)
  await expect.poll(() => chosen(page)).toHaveLength(1)
  const [first] = await chosen(page)
  expect(await page.evaluate('inspected')).toEqual([first, 'tap'])
  await settled(page)
  await page.touchscreen.tap(middle.x, middle.y)
  await expect.poll(() => chosen(page)).toEqual([])
})

test('two quick taps on two seats are two choices', async ({ show }) => {
  const page = await show('workshop-room', 'map', true)
  await settled(page)
  await focusByKeys(page)
  const seats = await page.evaluate<{ x: number; y: number }[]>(`['C-3', 'C-4'].map((id) => {
    const index = plan.indexOf(id)
    const surface = document.querySelector('.seat-map-surface').getBoundingClientRect()
    const scale = Math.min(surface.width / (plan.box.right - plan.box.left), surface.height / (plan.box.bottom - plan.box.top), 24 / plan.usualRadius)
    return {
      x: surface.width / 2 + (plan.x[index] - (plan.box.left + plan.box.right) / 2) * scale,
      y: surface.height / 2 + (plan.y[index] - (plan.box.top + plan.box.bottom) / 2) * scale,
    }
  })`)
  for (const { x, y } of seats) await page.touchscreen.tap(x, y)
  await expect.poll(() => chosen(page)).toEqual(['C-3', 'C-4'])
})

test('by keyboard alone: find, choose, hear what it is, leave', async ({ show }) => {
  const page = await show('grand-theatre')
  await focusByKeys(page)
  expect(await spoken(page)).toMatch(/row .+, seat \d+, .+, €68\.00, .*available$/)
  await page.keyboard.press('Enter')
  await expect.poll(() => chosen(page)).toHaveLength(1)
  await expect.poll(() => spoken(page)).toMatch(/selected by you$/)
  const before = await spoken(page)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => spoken(page)).not.toBe(before)
  await page.keyboard.press('Escape')
  await expect.poll(() => spoken(page)).toBe('')
  expect(await chosen(page)).toHaveLength(1)
})

test('a seat that is gone is told and cannot be chosen', async ({ show }) => {
  const page = await show('workshop-room')
  await page.evaluate(`change([...plan.seats].map((index) => [plan.seatId(index), 2]))`)
  await focusByKeys(page)
  expect(await spoken(page)).toMatch(/sold$/)
  await page.keyboard.press('Enter')
  await settled(page)
  expect(await chosen(page)).toEqual([])
})

test('standing room is chosen as a whole', async ({ show }) => {
  const page = await show('arena')
  await settled(page)
  await page.mouse.click(350, 200)
  expect(await page.evaluate('globalThis.area')).toBe('floor')
})

test('the wheel zooms about the pointer, and at the whole plan lets the page scroll', async ({ show }) => {
  const page = await show('arena')
  await settled(page)
  const passed = await page.evaluate(`(() => {
    const event = (deltaY) => new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true, clientX: 350, clientY: 280 })
    return document.querySelector('.seat-map-surface').dispatchEvent(event(100))
  })()`)
  expect(passed).toBe(true)
  await page.mouse.move(350, 280)
  await settled(page)
  await page.mouse.wheel(0, -600)
  await page.waitForSelector('.seat-map-mini[data-shown="true"]')
  expect(await page.getAttribute('[aria-label="Zoom out"]', 'aria-disabled')).toBe('false')
  await page.click('[aria-label="Show the whole plan"]')
  await page.waitForSelector('.seat-map-mini[data-shown="false"]', { state: 'attached' })
})

test('the list has the same seats, chosen the same way, and tells of a rush once', async ({ show }) => {
  const page = await show('grand-theatre', 'list')
  await page.click('.seat-list-zone')
  await page.click('.seat-list-row >> nth=2')
  const seat = page.locator('.seat-list-seats button').first()
  expect(await seat.getAttribute('aria-label')).toMatch(/^Stalls, row C, seat 1, .+€68\.00, .*available$/)
  await seat.click()
  await expect.poll(() => chosen(page)).toHaveLength(1)
  expect(await seat.getAttribute('aria-pressed')).toBe('true')
  await page.keyboard.press('ArrowRight')
  const focused = await page.evaluate<string>(`document.activeElement.getAttribute('aria-label')`)
  expect(focused).toMatch(/row C, seat 2,/)
  await page.evaluate(`change([...plan.zones[1].seats].slice(0, 30).map((index) => [plan.seatId(index), 1]))`)
  await expect
    .poll(() => page.textContent('.seat-list-news'), { timeout: 8_000 })
    .toMatch(/^30 seats taken, .+ left$/)
})

for (const what of ['map', 'list'] as const) {
  test(`axe finds nothing wrong with the ${what}`, async ({ show }) => {
    const page = await show('grand-theatre', what)
    if (what === 'list') {
      await page.click('.seat-list-zone')
      await page.click('.seat-list-row')
    }
    // In this page alone: otherwise axe opens another one, and the map rests while it is hidden.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('#app').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
}
