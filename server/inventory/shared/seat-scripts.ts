import { SeatState } from '../../../contract/seat-state.ts'
import type { SeatIndex } from '../../domain/seat-index.ts'
import { redisLimits, sharedSeatsLimits } from '../../limits/redis-limits.ts'
import type { Redis, RedisArgument } from '../../redis/redis.ts'
import type { Script } from '../../redis/script.ts'
import type { LedgerReading } from '../availability.ts'
import { createGroupCommit } from '../group-commit.ts'
import {
  decodeSeats,
  type EncodedAct,
  type EncodedWish,
  encodeAct,
  encodeEnd,
  encodeWish,
  stampOf,
} from './encode.ts'
import type { EventKeys } from './event-keys.ts'
import { decodeMessage, type Message } from './message.ts'
import { scripts } from './scripts.ts'
import { stretchesOf } from './stretches.ts'

export type Answer =
  /** As wished, or others as good. */
  | { code: 'TAKEN'; seats: number[] | null }
  | { code: 'SEATS_TAKEN'; seats: number[] }
  /** `busy`: the bytes of those that were not free, as far as that was said. */
  | { code: 'NONE'; version: number; busy: Map<number, number> }

export interface Snapshot {
  version: number
  /** A byte a seat. */
  seats: Buffer
  /** Redis had forgotten what it told us. */
  isBehind: boolean
}

/** What Redis keeps of one event, through its scripts. Null from any of them: Redis cannot say; nothing here ever throws. */
export interface SeatScripts {
  take(wish: EncodedWish): Promise<Answer | null>
  /** The version of this moment: everything that came before this call is in it. */
  version(): Promise<number | null>
  /** False: it is not known whether Redis has learnt of it. */
  settle(acts: readonly EncodedAct[]): Promise<boolean>
  /** `seen`: the version that Redis must not fall behind. */
  snapshot(seen: number): Promise<Snapshot | null>
  /** BUSY: another server is at it. `least`: smaller than any version from then on. `isLost`: ends what candidates of ours there are. */
  beginRebuild(token: Buffer, least: number, isLost: boolean): Promise<'OK' | 'BUSY' | null>
  /** How many seats were wrong. Null also when another rebuild has begun since. */
  finishRebuild(token: Buffer, reading: LedgerReading): Promise<{ drift: number } | null>
  /** Whether it is time to compare the event with the ledger, and for this server to do so. */
  claimComparison(everyMs: number): Promise<boolean>
}

interface SeatScriptsParts {
  redis: Redis
  eventKeys: EventKeys
  index: SeatIndex
  /** This server, as the others see it: eight bytes. */
  origin: Buffer
  /** By the ledger's clock, as near as known. */
  nowMs: () => number
  /** What a script changed, before its answers are given. */
  onMessage: (message: Message) => void
  /** There is nothing of the event in Redis. */
  onEmpty: () => void
  /** There was no answer to a choice: whether there are candidates of ours, and which, is not known. */
  onUnsure: () => void
  onScript: (wishes: number) => void
}

type Words = readonly unknown[]

export function createSeatScripts(parts: SeatScriptsParts): SeatScripts {
  const { redis, index, origin, nowMs, onMessage, onEmpty, onUnsure, onScript } = parts
  const { keys, channel } = parts.eventKeys
  const { leaseMs, lapseGraceMs, keysMs, endedMs, rebuildLockMs } = sharedSeatsLimits
  /** What Redis's clock is ahead of this process's; null until it was heard. */
  let aheadMs: number | null = null
  let nextJob = 0
  /** Asked for with the next script: all who ask until then share it. */
  let nextVersion: Promise<number | null> | null = null

  /** The reply's words; null when there is no answer, or Redis had nothing to answer from. */
  async function call(
    script: Script,
    args: readonly RedisArgument[],
    onSilence: () => void = () => {},
  ): Promise<Words | null> {
    const sentMs = performance.now()
    const deadline = aheadMs === null ? 0 : Math.ceil(sentMs + aheadMs + redisLimits.callMs)
    const shared = [
      `${deadline}`,
      origin,
      `${index.places}`,
      channel,
      `${Math.floor(nowMs() - lapseGraceMs)}`,
    ]
    let reply: Words
    try {
      reply = (await redis.run(script, keys, [...shared, ...args])) as Words
    } catch {
      onSilence()
      return null
    }
    const word = String(reply[0])
    // At most: it was read after the call was sent. Too early a deadline would refuse what is in time.
    aheadMs = Number(reply[1]) - sentMs
    if (word === 'EMPTY') onEmpty()
    return word === 'EMPTY' || word === 'FILLING' || word === 'LATE' ? null : [word, ...reply.slice(1)]
  }

  function tell(bytes: unknown): void {
    const message = decodeMessage(bytes as Buffer)
    if (message !== null) onMessage(message)
  }

  /** Wishes, and null for who only wants to know the version. */
  type TakeJob = { id: number; wish: Buffer | null }
  const takes = createGroupCommit<TakeJob, Answer | number | null>({
    keyOf: ({ id }) => `${id}`,
    maxBatchJobs: sharedSeatsLimits.batchWishes,
    maxQueuedJobs: sharedSeatsLimits.queued,
    maxBatchesInFlight: sharedSeatsLimits.batchesInFlight,
    async run(jobs) {
      nextVersion = null
      const wishes = jobs.flatMap(({ wish }) => wish ?? [])
      onScript(wishes.length)
      const reply = await call(scripts.take, [`${leaseMs}`, ...wishes], () => {
        if (wishes.length > 0) onUnsure()
      })
      if (reply === null) return jobs.map(() => null)
      tell(reply[3])
      const version = reply[2] as number
      let next = 4
      return jobs.map(({ wish }) =>
        wish === null ? version : decodeAnswer(reply[next++] as Buffer, version),
      )
    },
  })

  const acts = createGroupCommit<{ id: number; acts: Buffer[] }, boolean>({
    keyOf: ({ id }) => `${id}`,
    maxBatchJobs: sharedSeatsLimits.batchSettlings,
    maxQueuedJobs: sharedSeatsLimits.queued,
    maxBatchesInFlight: sharedSeatsLimits.settleBatchesInFlight,
    async run(jobs) {
      const reply = await call(scripts.settle, [`${endedMs}`, ...jobs.flatMap((job) => job.acts)])
      if (reply !== null) tell(reply[3])
      return jobs.map(() => reply !== null)
    },
  })

  async function finishRebuild(
    token: Buffer,
    { claims, holds }: LedgerReading,
  ): Promise<{ drift: number } | null> {
    const { places, retired } = index
    const states = Buffer.alloc(places)
    const stamps = Buffer.alloc(places * 8)
    for (const seat of retired) states[seat] = SeatState.blocked
    const seatsOf = new Map<string, number[]>()
    for (const { seat, state, holdId } of claims) {
      // The ledger's plan may have grown since this copy was made.
      if (seat >= places) continue
      states[seat] = Math.min(state, SeatState.blocked)
      stampOf(holdId).copy(stamps, seat * 8)
      if (holdId === null || state !== SeatState.held) continue
      const known = seatsOf.get(holdId)
      if (known === undefined) seatsOf.set(holdId, [seat])
      else known.push(seat)
    }
    const ends = holds.flatMap(({ id, expiresAt }) => {
      const seats = seatsOf.get(id)?.sort((a, b) => a - b)
      return seats === undefined ? [] : encodeEnd(id, seats, expiresAt.getTime())
    })
    const reply = await call(scripts.finishRebuild, [
      token,
      states,
      stamps,
      stretchesOf(index).packed,
      `${keysMs}`,
    ])
    if (reply === null || reply[0] !== 'OK') return null
    tell(reply[3])
    for (let at = 0; at < ends.length; at += sharedSeatsLimits.endsNoted)
      await call(scripts.noteEnds, ends.slice(at, at + sharedSeatsLimits.endsNoted))
    return { drift: reply[4] as number }
  }

  return {
    take: (wish) =>
      takes
        .submit({ id: nextJob++, wish: encodeWish(wish) })
        .then((answer) => answer as Answer | null, nothing),
    version() {
      nextVersion ??= takes
        .submit({ id: nextJob++, wish: null })
        .then((version) => version as number | null, nothing)
      return nextVersion
    },
    settle: (list) => acts.submit({ id: nextJob++, acts: list.flatMap(inPieces) }).catch(() => false),
    async snapshot(seen) {
      const reply = await call(scripts.snapshot, [`${seen}`, `${keysMs}`])
      if (reply === null) return null
      tell(reply[3])
      return { version: reply[2] as number, seats: reply[4] as Buffer, isBehind: reply[0] === 'BEHIND' }
    },
    async beginRebuild(token, least, isLost) {
      const args = [token, `${rebuildLockMs}`, `${least}`, isLost ? '1' : '0']
      const reply = await call(scripts.beginRebuild, args)
      return reply === null ? null : (reply[0] as 'OK' | 'BUSY')
    },
    finishRebuild,
    async claimComparison(everyMs) {
      const reply = await call(scripts.claimComparison, [`${everyMs}`])
      return reply?.[2] === 1
    },
  }
}

const nothing = (): null => null

/** Ascending, as scripts expect it, and as many as they handle in one go. Only what concerns a whole block is longer than that. */
function inPieces(act: EncodedAct): Buffer[] {
  const most = sharedSeatsLimits.seatsPerAct
  const seats = act.seats.toSorted((a, b) => a - b)
  const pieces: Buffer[] = []
  for (let at = 0; at < seats.length; at += most)
    pieces.push(encodeAct({ ...act, seats: seats.slice(at, at + most) }))
  return pieces
}

function decodeAnswer(text: Buffer, version: number): Answer {
  switch (String.fromCharCode(text[0]!)) {
    case 'T':
      return { code: 'TAKEN', seats: null }
    case 'O':
      return { code: 'TAKEN', seats: decodeSeats(text, 1) }
    case 'S':
      return { code: 'SEATS_TAKEN', seats: decodeSeats(text, 1) }
    case 'U':
      return { code: 'NONE', version, busy: new Map() }
    default: {
      const busy = new Map<number, number>()
      for (let at = 1; at + 5 <= text.length; at += 5) busy.set(text.readUInt32LE(at + 1), text[at]!)
      return { code: 'NONE', version, busy }
    }
  }
}
