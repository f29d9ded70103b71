const FIRST_MS = 400
const LONGEST_MS = 15_000

/**
 * How long to wait before the given attempt to connect again (0 is the first). Doubles up to a bound, and
 * half of it is chance, so that ten thousand pages that lost the same server do not come back together.
 */
export function backOffMs(attempt: number, random: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
  return Math.round(most / 2 + (most / 2) * random)
}
