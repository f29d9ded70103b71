import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { digestOf, inOrder, lotOf } from '../domain/waiting-room/draw.ts'
import { isTimeToCommit, isTimeToFreeze, isTimeToReveal, type Room } from '../domain/waiting-room/room.ts'
import { queueLimits } from '../limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { commitDraw, freezeQueue, readEntrants, readSecretSeed, revealDraw } from '../sql/queue/draws.ts'

const SEED_BYTES = 32

/**
 * Takes the draw one step further if it is time: commit to a seed, close the list, draw. Each step happens once, in
 * one transaction, whichever server comes first; a server that dies in between leaves the next step to whoever comes after.
 * Returns what was done, if anything.
 */
export async function advanceDraw(
  pool: Pool,
  room: Room,
  now: Date,
): Promise<'committed' | 'frozen' | 'drawn' | null> {
  const { eventId } = room
  if (isTimeToCommit(room, now))
    return (await commitDraw(pool, eventId, randomBytes(SEED_BYTES))) ? 'committed' : null
  if (isTimeToFreeze(room, now)) return (await freezeQueue(pool, eventId)) ? 'frozen' : null
  if (isTimeToReveal(room, now, queueLimits.digestShownMs))
    return (await drawLots(pool, eventId)) ? 'drawn' : null
  return null
}

async function drawLots(pool: Pool, eventId: string): Promise<boolean> {
  const secret = await readSecretSeed(pool, eventId)
  if (secret === undefined) return false
  const ids = await readEntrants(pool, eventId)
  const digest = secret.digest.toString('hex')
  // What was published is what is drawn from; anything else would be a bug, and no draw at all is better.
  if (digestOf(ids) !== digest)
    throw new Error(`the entrants of event ${eventId} are not those of the digest`)

  const lots: { id: string; lot: string }[] = []
  for (let from = 0; from < ids.length; from += queueLimits.lotsPerSlice) {
    for (const id of ids.slice(from, from + queueLimits.lotsPerSlice))
      lots.push({ id, lot: lotOf(secret.seed, digest, id) })
    await turn()
  }
  const ranked = inOrder(lots)
  return transaction(pool, (tx) => revealDraw(tx, eventId, ranked))
}
