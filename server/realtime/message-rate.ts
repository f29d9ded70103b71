/** A bucket of `burst` messages that fills up again at `perSecond`. Answers whether one more may pass. */
export function createMessageRate(burst: number, perSecond: number, now: () => number): () => boolean {
  let tokens = burst
  let at = now()
  return () => {
    const time = now()
    tokens = Math.min(burst, tokens + ((time - at) / 1000) * perSecond)
    at = time
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
