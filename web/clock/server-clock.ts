/**
 * The server's clock as seen from here. A hold's time is counted by it, because a phone's own clock may be
 * wrong by minutes. An instrument, not state: every reply that names the server's time sets it anew.
 */

/** How far the server's clock is ahead of ours, in milliseconds, given when its reply was sent and received. */
export function offsetBetween(serverTime: string, sentAtMs: number, receivedAtMs: number): number {
  return Date.parse(serverTime) - (sentAtMs + receivedAtMs) / 2
}

let offsetMs = 0
let uncertaintyMs = Number.POSITIVE_INFINITY
let measuredAtMs = Number.NEGATIVE_INFINITY

/** A measurement grows stale: a laptop may sleep, a clock may be set. */
const STALE_AFTER_MS = 60_000

/** Takes a reading; a vague one does not replace a sharper one while that is fresh. */
export function setServerClock(
  serverTime: string,
  sentAtMs: number,
  receivedAtMs: number,
  extraMs = 0,
): void {
  const offset = offsetBetween(serverTime, sentAtMs, receivedAtMs)
  if (Number.isNaN(offset)) return
  const uncertainty = (receivedAtMs - sentAtMs) / 2 + extraMs
  const stale = Math.abs(receivedAtMs - measuredAtMs) > STALE_AFTER_MS
  if (!stale && uncertainty > uncertaintyMs) return
  offsetMs = offset
  uncertaintyMs = uncertainty
  measuredAtMs = receivedAtMs
}

export function serverNow(): number {
  return Date.now() + offsetMs
}
