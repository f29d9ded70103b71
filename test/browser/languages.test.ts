import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { speak, texts } from '../../web/i18n/texts.ts'
import { putOnRow } from './rooms.ts'
import { mapIsLive } from './seats-on-map.ts'
import { eventually, test, type Visitor } from './shop.ts'
import { tooWide } from './too-wide.ts'

await speak('en', ['en-GB'])

const language = (page: Page) => page.locator('html').getAttribute('lang')
const choose = (page: Page, from: string, to: string) =>
  page.getByRole('combobox', { name: from, exact: true }).selectOption(to)
const languageCookie = async ({ context }: Visitor) =>
  (await context.cookies()).find(({ name }) => name === 'fh_lang')

test('another language in the middle of a purchase: seats, countdown and what was typed stay', async ({
  visit,
  staff,
}) => {
  const event = await putOnRow(staff, 6)
  const visitor = await visit({ screen: 'phone' })
  const { page, open } = visitor
  await open(`/events/${event}`)
  await mapIsLive(page)
  await page.getByRole('radio', { name: 'List' }).check()
  await page.getByRole('button', { name: /row A, seat 2\b/ }).click()
  await page.getByRole('button', { name: 'Reserve seat' }).click()
  await page.getByRole('timer', { name: /^Reserved for another \d minutes? and \d+ seconds?/ }).waitFor()

  await choose(page, 'Language', 'de')
  await eventually(() => language(page)).toBe('de')
  const held = page.getByRole('region', { name: 'Für Sie reserviert' })
  await held.getByRole('timer', { name: /^Noch \d Minuten? und \d+ Sekunden? reserviert/ }).waitFor()
  await page.getByRole('button', { name: /Reihe A, Platz 2, .*für Sie reserviert/ }).waitFor()
  await page.getByText('5 von 6 frei').waitFor()

  await held.getByRole('link', { name: 'Zur Kasse' }).click()
  await page.getByLabel('Vor- und Nachname').fill('Ada Lovelace')
  await page.getByText('Stalls, Reihe A, Platz 2').waitFor()
  await choose(page, 'Sprache', 'th')
  await page.getByRole('heading', { level: 1, name: 'ข้อมูลของคุณ' }).waitFor()
  expect(await page.getByLabel('ชื่อและนามสกุล').inputValue()).toBe('Ada Lovelace')
  await page.getByText('Stalls, แถว A, ที่นั่ง 2').waitFor()
  expect(await page.title()).toBe('ทำการจอง · Fullhouse')
})

test('a chosen language is remembered, here and for the server; the address wins and is remembered too', async ({
  visit,
}) => {
  const visitor = await visit()
  const { page, open } = visitor
  await open('/')
  expect(await language(page)).toBe('en')
  expect(await languageCookie(visitor)).toBeUndefined()
  await choose(page, 'Language', 'es')
  await page.getByRole('link', { name: 'Mis reservas' }).waitFor()
  expect(await languageCookie(visitor)).toMatchObject({ value: 'es', path: '/', sameSite: 'Lax' })
  await page.reload()
  await page.getByRole('link', { name: 'Mis reservas' }).waitFor()
  expect(await language(page)).toBe('es')

  await open('/?lang=de&search=jazz')
  await page.getByRole('link', { name: 'Meine Buchungen' }).waitFor()
  expect(new URL(page.url()).search).toBe('?search=jazz')
  expect((await languageCookie(visitor))?.value).toBe('de')
  await open('/bookings')
  await page.getByRole('heading', { level: 1, name: 'Meine Buchungen' }).waitFor()
})

test('each language is offered under its own name, and marked as such', async ({ visit }) => {
  const { page, open } = await visit({ locale: 'th-TH' })
  await open('/')
  const offered = page.getByRole('combobox', { name: 'ภาษา' }).locator('option')
  await offered.first().waitFor({ state: 'attached' })
  expect(await offered.allTextContents()).toEqual(['English', 'Deutsch', 'Español', 'ไทย'])
  const marks = await Promise.all((await offered.all()).map((option) => option.getAttribute('lang')))
  expect(marks).toEqual(['en', 'de', 'es', 'th'])
})

test('no word of another language is ever on the page, and only one language is loaded', async ({
  visit,
}) => {
  const asked: string[] = []
  const seen = `
    globalThis.seen = []
    new MutationObserver(() => {
      const heading = document.querySelector('main h1')?.textContent
      if (heading && seen.at(-1) !== heading) seen.push(heading)
    }).observe(document, { childList: true, subtree: true, characterData: true })`
  const { page, open } = await visit({
    locale: 'de-AT',
    prepare: async (context) => {
      await context.addInitScript(seen)
      context.on('request', (request) => asked.push(request.url()))
    },
  })
  await open('/bookings')
  await page.getByText('Noch nichts gebucht').waitFor()
  expect(await page.evaluate('seen')).toEqual(['Meine Buchungen'])
  const page0 = await (await page.request.get('/')).text()
  const catalogs = JSON.parse(/data-catalogs='([^']+)'/.exec(page0)![1]!) as Record<string, string>
  const loaded = Object.keys(catalogs).filter((one) => asked.some((url) => url.endsWith(catalogs[one]!)))
  expect(loaded).toEqual(['de'])
})

test('dates, prices and numbers are written as the visitor’s own country does', async ({ visit }) => {
  const german = await visit({ locale: 'de-DE', timezoneId: 'Europe/Berlin' })
  await german.open('/events/grand-theatre')
  const date = german.page.locator('time').first()
  expect(await date.textContent()).toMatch(/^(Mo|Di|Mi|Do|Fr|Sa|So)\., \d+\. \p{L}+ \d{4}$/u)
  await german.page
    .getByText(/\d+[\u00a0\u202f]£/)
    .first()
    .waitFor()
  const thai = await visit({ locale: 'th-TH' })
  await thai.open('/events/grand-theatre')
  expect(await thai.page.locator('time').first().textContent()).toMatch(/\p{Script=Thai}+.* 25\d\d$/u)
})

test('a language that cannot be loaded leaves the page as it is, and says so', async ({ visit }) => {
  const { page, open, context, expectLostNetwork } = await visit()
  expectLostNetwork()
  await open('/bookings')
  await page.getByText('Nothing booked yet').waitFor()
  await context.setOffline(true)
  await choose(page, 'Language', 'th')
  await page.getByText('This language could not be loaded').waitFor()
  expect(await language(page)).toBe('en')
  expect(await page.getByRole('combobox', { name: 'Language' }).inputValue()).toBe('en')
})

describe.each(['phone', 'desk'] as const)('from right to left on a %s', (screen) => {
  test('nothing reaches over the edge, and the house is not mirrored', async ({ visit }) => {
    const { page, open } = await visit({ screen })
    const found: string[] = []
    for (const path of ['/', '/events/grand-theatre', '/events/limited-concert', '/bookings', '/sign-up']) {
      await open(`${path}?dir=rtl`)
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      for (const what of await tooWide(page)) found.push(`${path}: ${what}`)
    }
    expect(found).toEqual([])

    // By keyboard the next seat to the right is the next seat to the right.
    const stepRight = async (address: string) => {
      await open(address)
      await mapIsLive(page)
      await page.getByRole('application', { name: texts().map.map }).focus()
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight')
      return page.locator('.seat-map-spoken').textContent()
    }
    const seat = await stepRight('/events/grand-theatre')
    expect(await stepRight('/events/grand-theatre?dir=rtl')).toBe(seat)
    const direction = `getComputedStyle(document.querySelector('.seat-map-surface')).direction`
    expect(await page.evaluate(direction)).toBe('ltr')
  })
})
