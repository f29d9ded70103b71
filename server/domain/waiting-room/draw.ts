import { createHash, createHmac } from 'node:crypto'

/**
 * The draw. Before anybody joins, the house makes a seed and shows its SHA-256. When the sale opens, the list of
 * entrants is closed and the SHA-256 of the list is shown. Then the seed is shown. An entrant's lot is
 *
 *   HMAC-SHA256(key: seed, message: digest + ":" + entry id)
 *
 * and the smallest lot is first. The digest in the message ties each lot to the whole list: with the id alone, whoever knows
 * the seed could make entries until one gets a good lot, for every friend by itself and long before the opening.
 */

/** Of the entrants' ids, in any order, as hexadecimal digits. */
export function digestOf(ids: readonly string[]): string {
  return createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex')
}

export function lotOf(seed: Uint8Array, digest: string, id: string): string {
  return createHmac('sha256', seed).update(`${digest}:${id}`).digest('hex')
}

/** The entrants' ids, the first to be let in first. */
export function rank(seed: Uint8Array, digest: string, ids: readonly string[]): string[] {
  return inOrder(ids.map((id) => ({ id, lot: lotOf(seed, digest, id) })))
}

/** Two lots are never equal in practice; were they, the ids would decide. */
export function inOrder(lots: { id: string; lot: string }[]): string[] {
  return lots
    .sort((a, b) => (a.lot === b.lot ? compare(a.id, b.id) : compare(a.lot, b.lot)))
    .map(({ id }) => id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
