import type { BrowserContext } from 'playwright-core'

/** A failed load is written to the console too, without its address; the reply itself is judged instead. */
const TOLD_BY_THE_REPLY = /^Failed to load resource: the server responded with a status of/
const LOST_NETWORK =
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|NETWORK_CHANGED)|WebSocket connection to .* failed|Failed to fetch dynamically imported module/

/**
 * Collects whatever a page of this context should not do: errors thrown, errors written, replies refused. To be called
 * before its first page.
 */
export async function watchForFaults(context: BrowserContext) {
  const faults: string[] = []
  const expected: { status: number; path: RegExp }[] = []
  let networkMayFail = false
  context.on('weberror', (error) => {
    const { message, stack } = error.error()
    faults.push(`${error.page()?.url()} threw ${stack ?? message}`)
  })
  context.on('console', (message) => {
    const text = message.text()
    if (message.type() !== 'error' || TOLD_BY_THE_REPLY.test(text)) return
    if (networkMayFail && LOST_NETWORK.test(text)) return
    faults.push(`${message.page()?.url()} wrote ${text} (${message.location().url})`)
  })
  context.on('response', (response) => {
    const { pathname } = new URL(response.url())
    const status = response.status()
    if (status < 400 || expected.some((one) => one.status === status && one.path.test(pathname))) return
    faults.push(`${response.request().method()} ${pathname} was answered ${status}`)
  })
  await context.addInitScript(writeCauses)
  return {
    faults,
    expectReply(status: number, path: RegExp): void {
      expected.push({ status, path })
    },
    expectLostNetwork(): void {
      networkMayFail = true
    },
  }
}

const MOST_CAUSES = 5

/** In the page: a thrown error's causes do not come with it, and often only they say what happened. */
const writeCauses = `{
  const write = (error) => {
    let cause = error?.cause
    for (let depth = 0; cause !== undefined && depth < ${MOST_CAUSES}; depth += 1) {
      console.error('caused by ' + (cause?.stack ?? cause))
      cause = cause?.cause
    }
  }
  addEventListener('error', ({ error }) => write(error))
  addEventListener('unhandledrejection', ({ reason }) => write(reason))
}`
