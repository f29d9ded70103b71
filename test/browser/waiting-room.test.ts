import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from 'vitest'
import { setRoom } from '../setup/queue-room.ts'
import { putOn, type Shopper } from '../setup/shopper.ts'
import { eventually, test, type Visitor } from './shop.ts'

const dist = resolve(import.meta.dirname, '../../web/dist')
const soon = (ms: number) => new Date(Date.now() + ms).toISOString()

const headline = ({ page }: Visitor) => page.locator('#headline')
const says = (visitor: Visitor, words: string | RegExp) =>
  eventually(() => headline(visitor).textContent()).toMatch(words)

async function stateOf({ page }: Visitor, id: string): Promise<string | undefined> {
  const reply = await page.request.get(`/api/v1/events/${id}/queue`)
  return (await reply.json()).place?.state
}

async function openRoom(staff: Shopper, places: number, room: object, change: object = {}): Promise<string> {
  const id = await putOn(staff, places, { title: 'One night only', maxPerOrder: 1, ...change })
  await setRoom(staff, id, { mode: 'scheduled', prequeueMinutes: 60, admitPerMinute: 6000, ...room })
  return id
}

test('the waiting room’s page is smaller than 30 KB, gzipped, and brings no fonts', () => {
  const assets = readdirSync(join(dist, 'assets')).filter((name) => /^queue-.*\.(js|css)$/.test(name))
  expect(assets.length).toBe(2)
  const files = ['queue.html', 'queue-before-paint.js', ...assets.map((name) => `assets/${name}`)]
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name))).length, 0)
  expect(bytes).toBeLessThan(30 * 1024)
  for (const name of assets) expect(readFileSync(join(dist, 'assets', name), 'utf8')).not.toContain('woff')
})

test('three customers: pre-queue, draw, one after the other, sold out, and on to the waitlist', async ({
  visit,
  staff,
}) => {
  const id = await openRoom(staff, 2, { targetInside: 1 }, { onSaleAt: soon(12_000) })
  const people = [await visit(), await visit({ screen: 'phone' }), await visit()]
  await eventually(async () => (await staff.api.showQueue({ params: { idOrSlug: id } })).ok).toBe(true)
  for (const each of people) {
    await each.open(`/events/${id}`)
    await each.page.getByRole('link', { name: 'Join the queue' }).click()
    await says(each, 'Your place in the draw is safe')
    await eventually(() => each.page.locator('#number').textContent()).toMatch(/^\d+:\d\d$/)
  }
  // A reload, and another tab, change nothing.
  const [someone] = people as [Visitor]
  await someone.page.reload()
  await says(someone, 'Your place in the draw is safe')

  await eventually(async () => {
    const states = await Promise.all(people.map((each) => stateOf(each, id)))
    return states.filter((state) => state === 'admitted').length
  }).toBe(1)
  const states = await Promise.all(people.map((each) => stateOf(each, id)))
  const first = people[states.indexOf('admitted')]!
  const others = people.filter((each) => each !== first)
  await says(first, 'It is your turn')
  expect(await first.page.title()).toContain('It is your turn')
  for (const each of others) await says(each, /You are (next|in the queue)/)

  // The draw, checked by the visitor's own browser.
  const [watcher] = others as [Visitor]
  await watcher.page.locator('#draw summary').click()
  await watcher.page.getByRole('button', { name: 'Check my number here' }).click()
  await eventually(() => watcher.page.locator('#draw li.good').count()).toBe(4)

  // Without admission the API refuses, whatever the page shows.
  const refused = await watcher.page.request.post(`/api/v1/events/${id}/holds`, { data: { quantity: 1 } })
  expect(refused.status()).toBe(403)
  expect((await refused.json()).code).toBe('QUEUE_REQUIRED')

  await first.page.getByRole('link', { name: 'Choose your seats' }).click()
  await first.page.getByText(/It is your turn: \d+:\d\d/).waitFor()
  await buy(first, id)
  await eventually(async () => {
    const now = await Promise.all(others.map((each) => stateOf(each, id)))
    return now.filter((state) => state === 'admitted').length
  }).toBe(1)
  const second = (await stateOf(others[0]!, id)) === 'admitted' ? others[0]! : others[1]!
  const third = others.find((each) => each !== second)!
  await buy(second, id)
  await says(third, 'Every seat is sold')
  await third.page.getByRole('link', { name: 'To the event and its waitlist' }).click()
  await third.page.waitForURL(`/events/${id}`)
})

async function buy({ page }: Visitor, id: string): Promise<void> {
  const bought = await page.request.post('/api/v1/orders', {
    data: { eventId: id, quantity: 1, buyer: { name: 'Ada', email: 'ada@example.com' } },
  })
  expect(bought.status()).toBe(201)
}

test('a tab that was away, a machine that slept, a network that was lost: the page looks at once when it can', async ({
  visit,
  staff,
}) => {
  const id = await openRoom(staff, 10, { paused: true })
  const visitor = await visit()
  const { page, context } = visitor
  await visitor.open(`/events/${id}/queue?join`)
  await says(visitor, 'The queue is paused')
  const place = (await (await page.request.get(`/api/v1/events/${id}/queue`)).json()).place.id

  visitor.expectLostNetwork()
  await context.setOffline(true)
  await page.getByText('No connection. Your place is kept').waitFor()
  await setRoom(staff, id, { paused: false })
  await context.setOffline(false)
  await says(visitor, 'It is your turn')

  // Timers stand still in a sleeping machine. When it wakes, a look is overdue, and is taken.
  await setRoom(staff, id, { mode: 'off' })
  await page.evaluate(`{
    const real = Date.now
    Date.now = () => real() + 3_600_000
    document.dispatchEvent(new Event('visibilitychange'))
  }`)
  await page.waitForURL(`/events/${id}`)
  const after = (await (await page.request.get(`/api/v1/events/${id}/queue`)).json()).place
  expect(after === null || after.id === place).toBe(true)
})

/** Runs in the page before its own script: notes every use of sound, and every question. */
const listening = `
  const heard = (window.heard = [])
  const Real = window.AudioContext
  window.AudioContext = class extends Real {
    constructor() {
      super()
      heard.push('sound')
    }
  }
  Notification.requestPermission = async () => {
    heard.push('question')
    return 'denied'
  }
  Object.defineProperty(Notification, 'permission', { get: () => 'default' })`

test('sound and notification come only after they were asked for', async ({ visit, staff }) => {
  const id = await openRoom(staff, 10, { paused: true })
  const visitor = await visit({
    prepare: (context) => context.addInitScript(listening).then(() => {}),
  })
  const { page } = visitor
  const heard = () => page.evaluate<string[]>('heard')
  await visitor.open(`/events/${id}/queue?join`)
  await says(visitor, 'The queue is paused')
  expect(await heard()).toEqual([])
  await page.getByRole('button', { name: 'Call me with a sound' }).click()
  await page.getByRole('button', { name: 'We will call you' }).waitFor()
  expect(await heard()).toEqual(['sound', 'question'])
})

test('the page speaks the visitor’s language, is calm to listen to, and has nothing that axe minds', async ({
  visit,
  staff,
}) => {
  const id = await openRoom(staff, 10, { paused: true })
  for (const [locale, words] of [
    ['de-DE', 'Die Warteschlange ist angehalten'],
    ['es-ES', 'La cola está en pausa'],
    ['th-TH', 'คิวหยุดชั่วคราว'],
    ['fr-FR', 'The queue is paused'],
  ] as const) {
    for (const colorScheme of ['dark', 'light'] as const) {
      const visitor = await visit({ locale, colorScheme, screen: 'phone' })
      await visitor.open(`/events/${id}/queue?join`)
      await says(visitor, words)
      expect(await visitor.page.locator('[aria-live]').count()).toBe(1)
      const { violations } = await new AxeBuilder({ page: visitor.page }).setLegacyMode().analyze()
      expect(violations.map((violation) => violation.id)).toEqual([])
      const wide = await visitor.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      expect(wide).toBeLessThanOrEqual(0)
    }
  }
})

test('a room that asks for a little work is entered all the same', async ({ visit, staff }) => {
  const id = await openRoom(staff, 10, { paused: true, challenge: 'always' })
  const visitor = await visit()
  visitor.expectReply(403, /\/queue$/)
  await visitor.open(`/events/${id}/queue?join`)
  await says(visitor, 'The queue is paused')
  await eventually(() => stateOf(visitor, id)).toBe('waiting')
})
