import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 8192
const TAIL_BYTES = 8
const COUNTER_MAX = 0xfff

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * A maker of UUIDv7 (RFC 9562, section 6.2, method 1): 48 bits of milliseconds, a 12-bit counter that starts at a
 * random value below its half in each millisecond, 62 random bits. Every id is greater than the one before it, also
 * when the clock steps back or one millisecond needs more ids than the counter has: then the maker's own clock runs
 * ahead. Random bytes come from the system in blocks: one call for each id costs ten times the id.
 */
export function createUuidMaker(now: () => number = Date.now): () => string {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  let lastMs = -1
  let counter = 0
  let time = ''

  const refill = () => {
    randomFillSync(pool)
    used = 0
  }

  const enter = (ms: number) => {
    lastMs = ms
    if (used + 2 > POOL_BYTES) refill()
    counter = ((pool[used]! << 8) | pool[used + 1]!) & (COUNTER_MAX >> 1)
    used += 2
    const digits = ms.toString(16).padStart(12, '0')
    time = `${digits.slice(0, 8)}-${digits.slice(8)}-7`
  }

  return () => {
    const ms = now()
    if (ms > lastMs) enter(ms)
    else if (counter === COUNTER_MAX) enter(lastMs + 1)
    else counter += 1

    if (used + TAIL_BYTES > POOL_BYTES) refill()
    const at = used
    used += TAIL_BYTES
    return (
      time +
      hex[counter >> 8]![1] +
      hex[counter & 0xff]! +
      '-' +
      hex[(pool[at]! & 0x3f) | 0x80] +
      hex[pool[at + 1]!] +
      '-' +
      hex[pool[at + 2]!] +
      hex[pool[at + 3]!] +
      hex[pool[at + 4]!] +
      hex[pool[at + 5]!] +
      hex[pool[at + 6]!] +
      hex[pool[at + 7]!]
    )
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Ids are compared as text everywhere, so only the one canonical spelling counts. */
export function isUuid(text: string): boolean {
  return text.length === 36 && UUID.test(text)
}
