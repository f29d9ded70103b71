const SAMPLES = 12

/**
 * The server's clock as seen from here. Every time the server says what time it is, the difference to our own
 * clock is too small by the journey of that message. The largest recent difference had the shortest journey,
 * so that one is believed.
 */
export function createServerClock(now: () => number) {
  let offsets: number[] = []
  let offsetMs = 0

  return {
    /** `serverTime` is RFC 3339. Nonsense is ignored. */
    hear(serverTime: string): void {
      const offset = Date.parse(serverTime) - now()
      if (!Number.isFinite(offset)) return
      offsets.push(offset)
      if (offsets.length > SAMPLES) offsets.shift()
      offsetMs = Math.max(...offsets)
    },
    /** After a sleep or a new connection our own clock may have been set: older differences say nothing. */
    forget(): void {
      offsets = []
    },
    /** Add to our own clock to get the server's. */
    offsetMs: () => offsetMs,
  }
}
