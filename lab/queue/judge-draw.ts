import { createHash, createHmac } from 'node:crypto'
import type { QueueDraw } from '../../contract/shapes/queue.ts'

export interface Verdict {
  /** What does not fit; nothing, if the draw is as it was promised. */
  faults: string[]
  /** Ids in the order of their numbers, drawn again. */
  order: string[]
}

/**
 * Draws a waiting room's order again from what is public of it: written from the description in docs/api.md, sharing no
 * code with the server or the shop.
 *
 * `seenCommitment`: what somebody noted down before the sale opened. Without it the server is believed that its commitment
 * is that old.
 */
export function judgeDraw(draw: QueueDraw, seenCommitment?: string): Verdict {
  const { seed, commitment, digest, entries, entrants } = draw
  if (seed === null || entries === null || digest === null)
    return { faults: ['the draw is not over: the seed is still secret'], order: [] }

  const faults: string[] = []
  const key = Buffer.from(seed, 'hex')
  if (key.length !== 32) faults.push(`the seed has ${key.length} bytes instead of 32`)
  if (createHash('sha256').update(key).digest('hex') !== commitment)
    faults.push('the seed is not the one that was committed to')
  if (seenCommitment !== undefined && seenCommitment !== commitment)
    faults.push('the commitment is another one than was seen before the draw')
  if (entries.length !== entrants)
    faults.push(`${entries.length} entries are listed, but ${entrants} were announced`)
  if (new Set(entries).size !== entries.length) faults.push('an entry is listed twice')
  const list = [...entries].sort()
  if (createHash('sha256').update(list.join('\n')).digest('hex') !== digest)
    faults.push('the list is not the one whose digest was published')
  faults.push(...outOfOrder(draw))

  const lots = new Map(
    list.map((id) => [id, createHmac('sha256', key).update(`${digest}:${id}`).digest()] as const),
  )
  const order = list.sort((a, b) => Buffer.compare(lots.get(a)!, lots.get(b)!))
  return { faults, order }
}

/** Committed, then the list closed, then the seed shown. */
function outOfOrder({ committedAt, frozenAt, revealedAt }: QueueDraw): string[] {
  const instants = [committedAt, frozenAt, revealedAt].map((at) => Date.parse(at ?? ''))
  const inOrder = instants.every((at, i) => i === 0 || at > instants[i - 1]!)
  return inOrder ? [] : ['commitment, closing of the list and seed were not published in this order']
}
