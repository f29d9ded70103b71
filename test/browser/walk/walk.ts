import type { Page } from 'playwright-core'
import type { Order } from '../../../contract/shapes/orders.ts'
import type { NewEvent } from '../../../contract/shapes/organiser.ts'
import type { Texts } from '../../../web/i18n/catalog.ts'
import type { Language } from '../../../web/i18n/languages.ts'
import { pageLanguage, texts } from '../../../web/i18n/texts.ts'
import { putOn, type Shopper } from '../../setup/shopper.ts'
import { rowOf } from '../rooms.ts'

/** Stops at a state of a page. `whole`: all of the page and not only what is in sight. */
export type Look = (name: string, whole: boolean) => Promise<void>

/** Somebody who is led past the pages of the shop, and what is looked at on the way. */
export interface Walk {
  page: Page
  /** The organiser of the shop, who prepares what there is to see. */
  staff: Shopper
  /** Every word of the shop, in the visitor's language. */
  t: Texts
  language: Language
  open(path: string): Promise<void>
  /** Opens a page, waits until all of it is there, and looks. */
  at(path: string, name: string): Promise<void>
  /** Looks at the whole page as it is now. */
  look(name: string): Promise<void>
  /** Looks at what is in sight: something lies above the page, or it would be scrolled away. */
  glance(name: string): Promise<void>
}

const PATIENCE_MS = 15_000
const LOOK_AGAIN_MS = 40

/** Nothing is still loading: no part of the page, no font, no picture that is in sight. */
const everythingIsThere = `!document.querySelector('[aria-busy=true]') && document.fonts.status === 'loaded' &&
  [...document.images].every((image) => image.loading === 'lazy' || image.complete)`

export function startWalk(page: Page, staff: Shopper, look: Look): Walk {
  // Asked from outside: a page's security policy forbids waiting inside it for words that are run.
  const settled = async () => {
    const deadline = Date.now() + PATIENCE_MS
    while (!(await page.evaluate<boolean>(everythingIsThere))) {
      if (Date.now() > deadline) throw new Error(`${page.url()} goes on loading`)
      await page.waitForTimeout(LOOK_AGAIN_MS)
    }
  }
  const open = async (path: string) => {
    await page.goto(path)
    await page.locator('main h1').first().waitFor()
    await settled()
  }
  return {
    page,
    staff,
    t: texts(),
    language: pageLanguage(),
    open,
    look: (name) => settled().then(() => look(name, true)),
    glance: (name) => settled().then(() => look(name, false)),
    async at(path, name) {
      await open(path)
      await look(name, true)
    },
  }
}

/** A paid event of one row, so that holds of it may be as short as a look needs. Returns its id. */
export function putOnShort(staff: Shopper, change: Partial<NewEvent> = {}): Promise<string> {
  const event = { title: 'The Shortest Row', plan: rowOf(6), prices: { Stalls: 2500 }, currency: 'EUR' }
  return putOn(staff, 0, {
    ...event,
    startsAt: '2031-05-03T18:30:00.000Z',
    timezone: 'Europe/Vienna',
    ...change,
  })
}

export const buyer = { name: 'Ada Lovelace', email: 'ada@example.com' }

/** Books as the visitor, whose cookies the page's own requests carry. */
export async function book({ page, open }: Walk, body: object): Promise<Order> {
  await open('/')
  // Each of the first replies makes a newcomer of them: the last one's cookie is who they are.
  await page.waitForLoadState('networkidle')
  const { origin } = new URL(page.url())
  const reply = await page.request.post('/api/v1/orders', { data: { buyer, ...body }, headers: { origin } })
  if (!reply.ok()) throw new Error(await reply.text())
  // Read again: a ticket's code is made when it is asked for.
  const { id } = await reply.json()
  return (await page.request.get(`/api/v1/orders/${id}`)).json()
}

/** Takes seats for the visitor in front of the page, and returns the hold's id. */
export async function holdFor({ page, open }: Walk, event: string, body: object): Promise<string> {
  await open('/')
  await page.waitForLoadState('networkidle')
  const { origin } = new URL(page.url())
  const reply = await page.request.post(`/api/v1/events/${event}/holds`, { data: body, headers: { origin } })
  if (!reply.ok()) throw new Error(await reply.text())
  return (await reply.json()).id
}

export const placeOrderButton = (t: Texts) =>
  new RegExp(`^(${escaped(t.checkout.bookFree)}|${escaped(t.checkout.toPayment)})`)

/** Words of the shop inside a pattern. */
export const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
