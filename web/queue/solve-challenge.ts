import type { QueueChallenge } from '../../contract/shapes/queue.ts'

const encoder = new TextEncoder()
const TRIES_AT_ONCE = 1_000

/**
 * Finds the number of a challenge by trying, and gives the solution in the form that goes back to the server: base64 of
 * ALTCHA's JSON. A second or two of a phone; each thousand tries lets the page breathe.
 */
export async function solveChallenge({
  algorithm,
  challenge,
  salt,
  signature,
  maxnumber,
}: QueueChallenge): Promise<string> {
  for (let from = 0; from <= maxnumber; from += TRIES_AT_ONCE) {
    const tries = Array.from({ length: TRIES_AT_ONCE }, async (_, i) => {
      const digest = await crypto.subtle.digest('SHA-256', encoder.encode(salt + (from + i)))
      return isSame(new Uint8Array(digest), challenge) ? from + i : null
    })
    const number = (await Promise.all(tries)).find((found) => found !== null)
    if (number !== undefined) return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
  }
  throw new Error('the challenge has no solution')
}

function isSame(digest: Uint8Array, hex: string): boolean {
  for (let i = 0; i < digest.length; i += 1)
    if (digest[i] !== Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16)) return false
  return true
}
