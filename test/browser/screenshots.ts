import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { languageOf, languages } from '../../web/i18n/languages.ts'
import { speak } from '../../web/i18n/texts.ts'
import { browser } from '../setup/browser.ts'
import { organiser } from '../setup/shopper.ts'
import { expectedReplies, walks } from './every-page.ts'
import { watchForFaults } from './faults.ts'
import { findFaultsOfLook } from './look-faults.ts'
import { startWalk } from './walk/walk.ts'

/**
 * Pictures of every page of a running shop, on a phone and on a desk, dark and light, into `screenshots/` (which git
 * ignores), to be looked at. Its walks put events on and book places: point it at a demo of its own, with
 * `FULLHOUSE_RATE_LIMITS=off`.
 *
 *   npm run screenshots -- --url http://localhost:3000 [--lang de] [--screen phone] [--theme dark] [--walk pay]
 *     [--only checkout] [--zoom 2] [--axe] [--out folder]
 */
const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    lang: { type: 'string', default: 'en' },
    screen: { type: 'string', default: '' },
    theme: { type: 'string', default: '' },
    /** Only this walk. */
    walk: { type: 'string', default: '' },
    /** Only pictures whose name contains this. The walks are the same. */
    only: { type: 'string', default: '' },
    /** As a browser zooms: everything so many times as large, so that fewer pixels are there to lay it out in. */
    zoom: { type: 'string', default: '1' },
    /** Also lets axe look at each page. */
    axe: { type: 'boolean', default: false },
    out: { type: 'string', default: resolve(import.meta.dirname, '../../screenshots') },
  },
})

const screens = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
} as const
type Screen = keyof typeof screens
const usualScreens: Screen[] = ['phone', 'desk']
const themes = ['dark', 'light'] as const
type Theme = (typeof themes)[number]

const locales = { en: 'en-GB', de: 'de-DE', es: 'es-ES', th: 'th-TH' } as const
const language = languageOf(options.lang)
if (language === null) throw new Error(`--lang takes ${languages.join(', ')}`)
const locale = locales[language]
const findings: string[] = []
/** What is far down a page is not laid out until somebody comes near, which a picture does not. */
const everything = '* { content-visibility: visible !important }'

async function take(chromium: Browser, walkName: string, screen: Screen, theme: Theme): Promise<void> {
  const context = await chromium.newContext({
    ...zoomed(screens[screen], Number(options.zoom)),
    colorScheme: theme,
    locale,
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    baseURL: options.url,
  })
  context.setDefaultTimeout(20_000)
  const { faults, expectReply } = await watchForFaults(context)
  for (const [status, path] of expectedReplies) expectReply(status, path)
  const page = await context.newPage()
  const picture = (name: string) => join(options.out, `${name}-${screen}-${theme}-${options.lang}.png`)
  const walk = startWalk(page, await organiser(options.url), async (name, whole) => {
    if (!name.includes(options.only)) return
    if (whole) await page.evaluate('scrollTo(0, 0)')
    await page.screenshot({ path: picture(name), fullPage: whole, animations: 'disabled', style: everything })
    const found = await findFaultsOfLook(page, { axe: options.axe })
    findings.push(...found.map((fault) => `${name}, ${screen}, ${theme}: ${fault}`))
  })
  try {
    await walks[walkName]!(walk)
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n\n')
    findings.push(`${walkName}, ${screen}, ${theme}: at ${page.url()}: ${reason}`)
    await page.screenshot({ path: picture(`failed-${walkName}`) })
  }
  findings.push(...faults.map((fault) => `${walkName}, ${screen}, ${theme}: ${fault}`))
  await context.close()
}

function zoomed(screen: (typeof screens)[Screen], times: number) {
  const { viewport, deviceScaleFactor } = screen
  return {
    ...screen,
    viewport: { width: Math.round(viewport.width / times), height: Math.round(viewport.height / times) },
    deviceScaleFactor: deviceScaleFactor * times,
  }
}

const has = (name: string) => (one: string) => name === '' || one === name
mkdirSync(options.out, { recursive: true })
await speak(language, [locale])
await using chromium = await browser()
for (const screen of options.screen === ''
  ? usualScreens
  : (Object.keys(screens) as Screen[]).filter(has(options.screen)))
  for (const theme of themes.filter(has(options.theme)))
    for (const walkName of Object.keys(walks).filter(has(options.walk)))
      await take(chromium, walkName, screen, theme)
for (const finding of findings) console.error(finding)
console.log(`Pictures are in ${options.out}; ${findings.length} findings.`)
process.exitCode = findings.length > 0 ? 1 : 0
