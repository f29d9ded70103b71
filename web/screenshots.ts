import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'

/**
 * Pictures of every page of a running shop, on a phone and on a desk, dark and light, into `screenshots/`
 * (which git ignores), to be looked at. Walks the real flows, so it books places of the demo events: point it
 * at a server of its own.
 *
 *   npm run screenshots -- --url http://localhost:3000 [--screen phone] [--theme dark] [--only event] [--axe]
 */

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    /** Only pictures whose name contains this. The walk is the same. */
    only: { type: 'string', default: '' },
    screen: { type: 'string', default: '' },
    theme: { type: 'string', default: '' },
    /** Also lets axe look at each page, and fails when it finds something. */
    axe: { type: 'boolean', default: false },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'screenshots') },
  },
})

const screens = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
} as const
type Screen = keyof typeof screens
const themes = ['dark', 'light'] as const
type Theme = (typeof themes)[number]

interface Shot {
  page: Page
  /** Takes a picture of the page as it is now. */
  take: (name: string, how?: { whole?: boolean }) => Promise<void>
  go: (path: string) => Promise<void>
}

const findings: string[] = []

async function walk(browser: Browser, screen: Screen, theme: Theme): Promise<void> {
  const context = await browser.newContext({
    ...screens[screen],
    colorScheme: theme,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    baseURL: options.url,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => findings.push(`${screen} ${theme}: ${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    const expected = /Failed to load resource: the server responded with a status of 40[124]/.test(
      message.text(),
    )
    if (message.type() === 'error' && !expected)
      findings.push(`${screen} ${theme}: ${page.url()}: ${message.text()}`)
  })
  const shot: Shot = {
    page,
    async take(name, { whole = true } = {}) {
      await page.evaluate(() => document.fonts.ready)
      await page.evaluate(() => {
        for (const image of document.images) image.loading = 'eager'
      })
      await page.waitForFunction(() => [...document.images].every((image) => image.complete))
      await page.waitForLoadState('networkidle').catch(() => {})
      if (!`${name}-${screen}-${theme}`.includes(options.only)) return
      if (whole) await page.evaluate(() => scrollTo(0, 0))
      await page.screenshot({ path: join(options.out, `${name}-${screen}-${theme}.png`), fullPage: whole })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (overflow > 0) findings.push(`${screen} ${theme}: ${name} is ${overflow}px too wide`)
      if (options.axe) await look(page, `${name}-${screen}-${theme}`)
    },
    go: async (path) => {
      await page.goto(path)
      await page.locator('main h1').first().waitFor()
    },
  }
  try {
    await discover(shot)
    await freePlaces(shot)
    await paidSeats(shot, screen)
    await bookings(shot)
    await accounts(shot)
    await strays(shot)
  } catch (error) {
    findings.push(
      `${screen} ${theme}: ${page.url()}: ${(error as Error).message.split('\n').slice(0, 6).join(' | ')}`,
    )
    await page.screenshot({ path: join(options.out, `failed-${screen}-${theme}.png`) })
  }
  await context.close()
}

async function discover({ page, take, go }: Shot) {
  await go('/')
  await page.locator('article').first().waitFor()
  await take('home')
  await take('home-top', { whole: false })
  await page.getByRole('button', { name: /^Filters/ }).click()
  await take('home-filters', { whole: false })
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('nothing is called like this')
  await page.getByText('Nothing fits').waitFor()
  await take('home-empty')
}

async function freePlaces({ page, take, go }: Shot) {
  await go('/events/limited-concert')
  await take('event-general')
  await go('/events/community-meetup')
  await page.getByRole('button', { name: /^Reserve \d/ }).click()
  await page.getByRole('link', { name: 'Check out' }).waitFor()
  await take('event-general-held', { whole: false })
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByRole('heading', { name: 'Your details' }).waitFor()
  await page.getByRole('button', { name: /Book now/ }).click()
  await take('checkout-errors')
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await take('checkout-free')
  await page.getByRole('button', { name: /Book now/ }).click()
  await page.getByRole('heading', { name: 'You’re in.' }).waitFor()
  await take('confirmation-free')
}

async function paidSeats({ page, take, go }: Shot, screen: Screen) {
  await go('/events/workshop')
  await page.locator('canvas').first().waitFor()
  await take('event-workshop')
  await go('/events/arena-night')
  await page.locator('canvas').first().waitFor()
  await take('event-arena')
  await go('/events/grand-theatre')
  await page.locator('canvas').first().waitFor()
  await take('event-theatre')
  await chooseByKeyboard(page, 2)
  await take('event-theatre-selected', { whole: false })
  if (screen === 'phone') {
    await page.getByRole('button', { name: 'Show the list' }).click()
    await take('event-theatre-list-open', { whole: false })
    await page.getByRole('button', { name: 'Hide the list' }).click()
  }
  await page
    .getByRole('button', { name: 'Clear all', includeHidden: true })
    .evaluate((button: HTMLElement) => button.click())
  await page.getByRole('radio', { name: 'List' }).check()
  await page.getByRole('list', { name: 'Seats as a list' }).getByRole('button').first().click()
  await take('event-theatre-list')
  await page.getByRole('radio', { name: 'Best available' }).check()
  await take('event-theatre-best', { whole: false })
  await page.getByRole('button', { name: /^Reserve the best/ }).click()
  await page.getByRole('link', { name: 'Check out' }).waitFor()
  await take('event-theatre-held', { whole: false })
  await page.getByRole('link', { name: 'Check out' }).click()
  await page.getByRole('button', { name: 'Continue to payment' }).waitFor()
  await take('checkout-paid')
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor()
  await take('payment')
  await page.getByRole('radio', { name: /Card without cover/ }).check()
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.getByText('The payment was declined').waitFor()
  await take('payment-declined')
  await page.getByRole('radio', { name: /Card that pays/ }).check()
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.getByRole('heading', { name: 'You’re in.' }).waitFor()
  await take('confirmation-paid')
  await page
    .getByRole('button', { name: /Show the code large/ })
    .first()
    .click()
  await take('ticket-scan', { whole: false })
  await page.keyboard.press('Escape')
}

/** The map is one drawing; by keyboard its seats are chosen without knowing where they are drawn. */
async function chooseByKeyboard(page: Page, seats: number) {
  const map = page.getByRole('application')
  await map.focus()
  await page.keyboard.press('ArrowRight')
  for (let i = 0; i < seats; i += 1) {
    await page.keyboard.press('Enter')
    if (i < seats - 1) await page.keyboard.press('Shift+ArrowRight')
  }
  await page.getByText(`${seats} seats selected`).waitFor()
}

async function bookings({ page, take, go }: Shot) {
  await go('/bookings')
  await page.locator('article').first().waitFor()
  await take('bookings')
  await page.getByRole('button', { name: 'Cancel booking' }).last().click()
  await page.getByRole('heading', { name: 'Cancel this booking?' }).waitFor()
  await take('bookings-cancel', { whole: false })
  await page.getByRole('button', { name: 'Cancel the booking' }).click()
  await page.getByText('Booking cancelled').waitFor()
  await page.getByRole('link', { name: /^Cancelled/ }).click()
  await page.getByRole('link', { name: 'Book again' }).first().waitFor()
  await take('bookings-cancelled')
  await page.getByRole('link', { name: /^Past/ }).click()
  await take('bookings-past')
  await page.getByRole('link', { name: /^Cancelled/ }).click()
  await page.getByRole('link', { name: 'Details' }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await take('order-cancelled')
}

async function accounts({ page, take, go }: Shot) {
  await go('/sign-up')
  await take('sign-up')
  await go('/forgot-password')
  await take('forgot-password')
  await go('/reset-password')
  await take('reset-password-broken')
  await go('/reset-password?token=x')
  await take('reset-password')
  await go('/sign-in?to=/account')
  await page.getByLabel('E-mail').fill('alice@example.com')
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('do not match').waitFor()
  await take('sign-in-wrong')
  await page.getByLabel('Password', { exact: true }).fill('Password123')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  await take('account')
}

async function strays({ take, go }: Shot) {
  await go('/no/such/page')
  await take('not-found')
  await go('/events/no-such-event')
  await take('event-not-found')
  await go('/checkout/00000000-0000-7000-8000-000000000000')
  await take('checkout-not-found')
  await go('/orders/00000000-0000-7000-8000-000000000000')
  await take('order-not-found')
}

async function look(page: Page, name: string) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  for (const violation of violations) {
    const where = violation.nodes.map((node) => node.target.join(' ')).slice(0, 3)
    findings.push(`axe: ${name}: ${violation.id}: ${violation.help} (${where.join('; ')})`)
  }
}

mkdirSync(options.out, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
})
try {
  for (const screen of (Object.keys(screens) as Screen[]).filter((one) => one.includes(options.screen))) {
    for (const theme of themes.filter((one) => one.includes(options.theme))) {
      await walk(browser, screen, theme)
    }
  }
} finally {
  await browser.close()
}
for (const finding of findings) console.error(finding)
console.log(`Pictures are in ${options.out}; ${findings.length} findings.`)
process.exitCode = findings.length > 0 ? 1 : 0
