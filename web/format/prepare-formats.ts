import { formatCount } from './counts.ts'
import { formatDay, formatTime, formatZone } from './dates.ts'
import { formatMoney } from './money.ts'

/** The moment does not matter, nor does the zone. */
const ANY = '2026-01-01T00:00:00Z'

/**
 * A browser reads what it knows of a language's dates and numbers when they are first formatted, which takes a phone fifty
 * milliseconds: in turns of their own here, before the first drawing, and not all at once within it.
 */
export async function prepareFormats(): Promise<void> {
  const uses = [
    () => formatDay(ANY, 'UTC'),
    () => formatTime(ANY, 'UTC'),
    () => formatZone(ANY, 'UTC'),
    () => formatMoney({ amount: 0, currency: 'EUR' }),
    () => formatCount(0),
  ]
  for (const use of uses) {
    use()
    await nextTurn()
  }
}

/** Sooner than a timer, and later than whatever waits: taps, and painting. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const { promise, resolve } = Promise.withResolvers<void>()
  port1.onmessage = () => {
    port1.close()
    resolve()
  }
  port2.postMessage(null)
  return promise
}
