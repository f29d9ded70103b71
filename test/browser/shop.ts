import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { test as base, expect } from 'vitest'
import { browser } from '../setup/browser.ts'
import { startServer } from '../setup/server.ts'
import { organiser } from '../setup/shopper.ts'
import { watchForFaults } from './faults.ts'

export const screens = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>
export type Screen = keyof typeof screens

/** Somebody with a browser of their own, and what their pages complained about. */
export interface Visitor {
  context: BrowserContext
  page: Page
  /** Looks at an address of the shop until its heading is there. */
  open(path: string): Promise<void>
  /** Allows a reply that the test provokes; any other from 400 on fails the test. */
  expectReply(status: number, path: RegExp): void
  /** Allows what a browser writes to its console when the network is away. */
  expectLostNetwork(): void
}

export interface VisitOptions extends Omit<BrowserContextOptions, 'screen'> {
  screen?: Screen
  /** Before the first page: to hold something back, for one. */
  prepare?: (context: BrowserContext) => Promise<void>
}

const PATIENCE_MS = 15_000
/** What is looked at until it is so; the machine may be busy. */
export const eventually = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: PATIENCE_MS })

const pictures = resolve(import.meta.dirname, '../../screenshots/failed')

/**
 * A test of the shop: one server and one Chromium for all of them, a new profile for each visit. A test fails when a page
 * throws, writes an error to the console (a refused style or script is one), or gets a reply that nobody expected.
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads here what a fixture needs, and this one needs nothing.
  .extend('server', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const server = await startServer()
    onCleanup(() => server[Symbol.asyncDispose]())
    return server
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('chromium', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const chromium = await browser()
    onCleanup(() => chromium.close())
    return chromium as Browser
  })
  .extend('staff', { scope: 'worker' }, async ({ server }) => organiser(server.url))
  .extend('visit', async ({ server, chromium, task }, { onCleanup }) => {
    const visits: { context: BrowserContext; faults: string[] }[] = []
    onCleanup(async () => {
      if (task.result?.state === 'fail') await picture(task.name, visits)
      await Promise.all(visits.map(({ context }) => context.close()))
      expect(
        visits.flatMap(({ faults }) => faults),
        'what the pages complained about',
      ).toEqual([])
    })
    return async ({ screen = 'desk', prepare, ...options }: VisitOptions = {}): Promise<Visitor> => {
      const context = await chromium.newContext({
        ...screens[screen],
        baseURL: server.url,
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        reducedMotion: 'reduce',
        // What a service worker fetches is out of these tests' sight; installed.test.ts lets it in.
        serviceWorkers: 'block',
        ...options,
      })
      context.setDefaultTimeout(PATIENCE_MS)
      const { faults, ...expectations } = await watchForFaults(context)
      visits.push({ context, faults })
      await prepare?.(context)
      const page = await context.newPage()
      return {
        context,
        page,
        ...expectations,
        async open(path) {
          await page.goto(path)
          await page.locator('main h1').first().waitFor()
        },
      }
    }
  })

/** What was to be seen when a test failed. */
async function picture(name: string, visits: { context: BrowserContext }[]): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const pages = visits.flatMap(({ context }) => context.pages())
  for (const [number, page] of pages.entries()) {
    const path = join(pictures, `${name.replace(/\W+/g, '-')}-${number + 1}.png`)
    await page.screenshot({ path }).catch(() => {})
    console.error(`${page.url()} looked like ${path}`)
  }
}
