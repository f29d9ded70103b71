import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { digestOf, inOrder, lotOf } from '../domain/waiting-room/draw.ts'
import { isTimeToCommit, isTimeToFreeze, isTimeToReveal, type Room } from '../domain/waiting-room/room.ts'
import { queueLimits } from '../limits/queue-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import {
  commitDraw,
  freezeQueue,
  readEntrants,
  readSecretSeed,
  revealDraw,
  writeNumbers,
} from '../sql/queue/draws.ts'

const SEED_BYTES = 32

/**
 * Takes the draw one step further if it is time: commit to a seed, close the list, draw. Each step happens once, whichever
 * server comes first; one that dies in the middle of a step leaves it to whoever comes after, with the same outcome.
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
  if (isTimeToFreeze(room, now)) {
    const settings = `set local statement_timeout = ${queueLimits.freezeMs}`
    return (await transaction(pool, (tx) => freezeQueue(tx, eventId), { settings })) ? 'frozen' : null
  }
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
  for (let from = 0; from < ranked.length; from += queueLimits.numbersPerStatement)
    await writeNumbers(pool, eventId, ranked.slice(from, from + queueLimits.numbersPerStatement), from + 1)
  return revealDraw(pool, eventId)
}
