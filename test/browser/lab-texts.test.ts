import type { BrowserContext } from 'playwright-core'
import { expect } from 'vitest'
import { catalog } from '../../web/i18n/en/catalog.ts'
import { lab } from '../../web/i18n/en/lab.ts'
import { test } from './shop.ts'

/**
 * The lab's page and its texts are two files, asked for at once. The page is drawn
 * - with its texts there: they came first;
 * - without, and they come in the instant between React's seeing that a component waits for them and its giving up on it:
 *   React draws that component once more then, with the hooks that it had called so far;
 * - without, and an outline is shown until they come.
 */
const orders = ['before it is drawn', 'while React waits for them', 'after an outline is shown'] as const
type Order = (typeof orders)[number]

interface Held {
  /** The texts' file has come. It is run to its end when it is let go. */
  came: PromiseWithResolvers<void>
  letGo: PromiseWithResolvers<void>
  /** Whether React has seen that a component waits. */
  isWaitedFor: boolean
}
declare global {
  var held: Held
}

/** In the page, before anything of its own. */
function hold(order: Order): void {
  const held: Held = { came: Promise.withResolvers(), letGo: Promise.withResolvers(), isWaitedFor: false }
  globalThis.held = held
  if (order === 'before it is drawn') held.letGo.resolve()
  if (order !== 'while React waits for them') return
  const { then } = Promise.prototype
  // biome-ignore lint/suspicious/noThenProperty: it is replaced by one that does the same.
  Promise.prototype.then = function (this: Promise<unknown> & { status?: string }, ...handlers) {
    // React writes so on a promise that a component waits for, just before it asks for its end. So do the libraries, on
    // promises of theirs that have a method to end them.
    if (this.status === 'pending' && !('resolve' in this)) {
      held.isWaitedFor = true
      held.letGo.resolve()
    }
    return then.apply(this, handlers)
  } as typeof then
}

/** Has the texts wait until they are let go, and the page until they have come and, if let go, are there. */
async function holdTexts(context: BrowserContext, order: Order): Promise<void> {
  await context.addInitScript(hold, order)
  await context.route('**/assets/lab-*.js', async (route) => {
    const reply = await route.fetch()
    const file = await reply.text()
    const wait = file.includes(lab.lead)
      ? 'held.came.resolve(); await held.letGo.promise;'
      : file.includes('as LabPage')
        ? 'await held.came.promise; await new Promise((resolve) => setTimeout(resolve));'
        : ''
    await route.fulfill({ response: reply, body: wait + file })
  })
}

async function signIn(context: BrowserContext, origin: string): Promise<void> {
  const reply = await context.request.post('/api/auth/sign-in/email', {
    data: { email: 'organiser@example.com', password: 'Password123' },
    headers: { origin },
  })
  expect(reply.ok()).toBe(true)
}

test.for(orders)(
  'the lab is drawn without a fault when its texts come %s',
  async (order, { visit, server }) => {
    const { page, context } = await visit({ prepare: (context) => holdTexts(context, order) })
    await signIn(context, server.url)
    await page.goto('/lab')
    if (order === 'after an outline is shown') {
      await page.getByText(catalog.app.loading).waitFor()
      await page.evaluate(() => globalThis.held.letGo.resolve())
    }
    await page.getByRole('heading', { name: lab.form.title }).waitFor()
    if (order === 'while React waits for them')
      expect(await page.evaluate(() => globalThis.held.isWaitedFor)).toBe(true)
  },
)

test('texts that cannot be loaded are asked for once, and again when the visitor tries again', async ({
  visit,
  server,
}) => {
  let refused = 0
  let isLost = true
  const { page, context, expectLostNetwork } = await visit()
  await signIn(context, server.url)
  await context.route('**/assets/lab-*.js', async (route) => {
    const reply = await route.fetch()
    if (!isLost || !(await reply.text()).includes(lab.lead)) return route.fulfill({ response: reply })
    refused += 1
    return route.abort('connectionrefused')
  })
  expectLostNetwork()
  await page.goto('/lab')
  await page.getByRole('heading', { name: catalog.app.broken.title }).waitFor()
  expect(refused).toBe(1)
  isLost = false
  await page.getByRole('button', { name: catalog.app.broken.retry }).click()
  await page.getByRole('heading', { name: lab.form.title }).waitFor()
})
