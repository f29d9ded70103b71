import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { eventually, test } from './shop.ts'

/** Keeps the app from running until it is let. */
async function holdBackTheApp(page: Page) {
  const asked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  await page.route('**/assets/main-*.js', async (route) => {
    asked.resolve()
    await released.promise
    await route.continue()
  })
  return { asked: asked.promise, release: released.resolve }
}

/** Where the title and the picture of the page are: left, top, width, height, each. */
function placesOf(page: Page): Promise<number[]> {
  return page.evaluate(`document.fonts.ready.then(() =>
    ['main h1', 'main img'].flatMap((selector) => {
      const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect()
      return [x, y, width, height]
    }),
  )`)
}

/** Nobody sees more than this move. */
const UNSEEN_PX = 2

for (const screen of ['phone', 'desk'] as const)
  for (const path of ['/', '/events/grand-theatre'])
    test(`${path} on a ${screen} shows title and picture before the app runs, and nothing moves when it does`, async ({
      visit,
      server,
    }) => {
      const { page } = await visit({ screen })
      const app = await holdBackTheApp(page)
      await page.goto(server.url + path, { waitUntil: 'commit' })
      await app.asked
      const before = await placesOf(page)
      app.release()
      // Only the app has a second link to the first page.
      await page.getByRole('link', { name: 'My bookings' }).first().waitFor()
      await page.locator('main img').first().waitFor()
      const after = await placesOf(page)
      expect(after.filter((place, i) => Math.abs(place - before[i]!) > UNSEEN_PX)).toEqual([])
      expect(after).toHaveLength(8)
    })

/** When what was then the largest thing in sight was painted, each time that there was a larger one. */
const largestPaints = (page: Page): Promise<{ at: number; what: string }[]> =>
  page.evaluate(`new Promise((resolve) =>
    new PerformanceObserver((list) =>
      resolve(list.getEntries().map(({ startTime, url }) => ({ at: startTime, what: new URL(url, origin).pathname }))),
    ).observe({ type: 'largest-contentful-paint', buffered: true }),
  )`)

for (const path of ['/', '/events/grand-theatre', '/events/arena-night'])
  test(`the largest thing that ${path} shows on a phone is there before the app, which shows nothing larger`, async ({
    visit,
    server,
  }) => {
    const { page } = await visit({ screen: 'phone' })
    const app = await holdBackTheApp(page)
    await page.goto(server.url + path, { waitUntil: 'commit' })
    await app.asked
    await page.locator('main img').evaluate('(picture) => picture.decode()')
    await eventually(() => largestPaints(page).then((paints) => paints.at(-1)?.what)).toMatch(/^\/artwork\//)
    const before = await largestPaints(page)
    app.release()
    await page.getByRole('link', { name: 'My bookings' }).first().waitFor()
    await page.waitForLoadState('networkidle')
    await page.locator('main img').first().evaluate('(picture) => picture.decode()')
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect(await largestPaints(page)).toEqual(before)
  })

/** What moved without the visitor's doing, as the browser counts it. */
const shifts = (page: Page): Promise<string[]> =>
  page.evaluate(`new Promise((resolve) => {
    const seen = []
    const told = (list) => seen.push(...list.map(({ value, sources }) =>
      value + ' ' + sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName).join(', ')))
    const observer = new PerformanceObserver((list) => told(list.getEntries()))
    observer.observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => setTimeout(() => {
      told(observer.takeRecords())
      resolve(seen)
    }))
  })`)

for (const path of ['/', '/events/grand-theatre'])
  test(`nothing on ${path} moves while a phone fills it in, and pictures in lists are pixels`, async ({
    visit,
    server,
  }) => {
    const { page } = await visit({ screen: 'phone' })
    await page.goto(server.url + path)
    await page.getByRole('link', { name: 'My bookings' }).first().waitFor()
    if (path === '/') await page.getByRole('article').nth(2).waitFor()
    else await page.getByText('Live', { exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await shifts(page)).toEqual([])
    const drawings = page.locator('main img[src$=".svg"]')
    await eventually(() => drawings.count()).toBe(1)
  })

test('what the page brings along is not asked for again, and nothing in it breaks the policy of the page', async ({
  visit,
  server,
}) => {
  const { page } = await visit({ screen: 'phone' })
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(`${server.url}/events/grand-theatre`)
  await page.getByRole('radio', { name: 'List' }).waitFor()
  expect(asked).not.toContain('/api/v1/events/grand-theatre')
  await page.goto(server.url)
  await page.getByRole('article').first().waitFor()
  expect(asked).not.toContain('/api/v1/events')
  expect(complaints).toEqual([])
})
