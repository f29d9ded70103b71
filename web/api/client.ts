import { createClient } from '../../contract/client.ts'
import { nextTurn } from '../clock/next-turn.ts'
import { setServerClock } from '../clock/server-clock.ts'

/** The `Date` header counts in whole seconds: on average it is half of one behind. */
const HEADER_GRAIN_MS = 500

async function fetchAndReadClock(url: string, init: RequestInit): Promise<Response> {
  // A page asks for many things at once when it opens, and the browser takes milliseconds for each.
  if (init.method === 'GET') await nextTurn()
  const sentAt = Date.now()
  const response = await fetch(url, init)
  const date = response.headers.get('date')
  // A reply out of the browser's cache carries the date of long ago; these two kinds are never kept there.
  if (date && (init.method !== 'GET' || url.includes('/api/v1/me/'))) {
    const middle = new Date(Date.parse(date) + HEADER_GRAIN_MS).toISOString()
    setServerClock(middle, sentAt, Date.now(), HEADER_GRAIN_MS)
  }
  return response
}

/** The typed client, on our own origin. */
export const api = createClient('', fetchAndReadClock)
