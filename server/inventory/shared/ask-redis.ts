import { setTimeout as pause } from 'node:timers/promises'
import type { SeatIndex } from '../../domain/seat-index.ts'
import { sharedSeatsLimits } from '../../limits/redis-limits.ts'
import type { Taken, Wish } from '../availability.ts'
import { noInBetween } from '../look-twice.ts'
import { type EncodedWish, WishKind } from './encode.ts'
import type { Mirror } from './mirror.ts'
import type { SeatScripts } from './seat-scripts.ts'
import { stretchesOf } from './stretches.ts'
import type { Tickets } from './tickets.ts'

export type Candidates = Extract<Taken, { code: 'CANDIDATES' }>

interface AskRedisParts {
  index: SeatIndex
  locked: readonly string[]
  mirror: Mirror
  tickets: Tickets
  seatScripts: SeatScripts
  /** Resolves when the mirror has everything up to this version of Redis's. */
  catchUp(version: number): Promise<void>
  /** The version up to which the mirror has everything. */
  mirroredVersion(): number
  isAlone(): boolean
  onConflict(): void
}

/**
 * Asks Redis for seats that the mirror proposes. Where another server was quicker the script chooses others, or the mirror
 * proposes anew, knowing more. What comes back never rejects: a Redis that does not answer leaves it to the ledger.
 */
export function createAskRedis(parts: AskRedisParts) {
  const { index, locked, mirror, tickets, seatScripts } = parts
  const { memory } = mirror
  const { rankOf } = stretchesOf(index)
  const categoryNumber = new Map(index.categories.map(({ name }, at) => [name, at]))
  const areaNumber = new Map(index.areas.map(({ id }, at) => [id, at]))

  return async function ask(wish: Wish, first: Taken): Promise<Taken> {
    let proposed = first
    for (let tries = 1; tries <= sharedSeatsLimits.takeTries; tries += 1) {
      if (proposed.code === 'CANDIDATES') {
        const taken = parts.isAlone() ? tickets.issue(proposed, null) : await propose(wish, proposed)
        if (taken !== null) return taken
        proposed = memory.take(wish)
        continue
      }
      // What it says has to be confirmed; asked again, it says so in one step.
      if (parts.isAlone()) return undecided()
      const first = { no: proposed, look: memory.look() }
      // "No" is said only by a mirror that has everything which was in Redis after the wish had come.
      const version = await seatScripts.version()
      if (version === null && !parts.isAlone()) break
      if (version !== null) await parts.catchUp(version)
      proposed = memory.take(wish)
      if (version === null || proposed.code === 'CANDIDATES') continue
      // Of a seat that is named it is enough that it was somebody's at some moment.
      if ('seats' in wish) return proposed
      const no = noInBetween(memory, first, proposed, wish)
      if (no !== null) return no
    }
    if (proposed.code === 'CANDIDATES') mirror.giveBack(proposed.ticket, proposed.seats)
    // Whoever asks again at once would only be told the same.
    await pause(sharedSeatsLimits.askAgainMs)
    return undecided()
  }

  function undecided(): Taken {
    return { code: 'UNDECIDED', found: null, moment: memory.now() }
  }

  /** Null: some of them were not free, and there is nothing else that a script would choose; the mirror knows why now. */
  async function propose(wish: Wish, proposed: Candidates): Promise<Taken | null> {
    const lease = tickets.lease(proposed.seats)
    const answer = await seatScripts.take(encode(wish, proposed, lease))
    // Whether they are candidates in Redis is not known; if they are, their lease will end.
    if (answer === null) return tickets.issue(proposed, null)
    if (answer.code === 'TAKEN' && answer.seats === null) return tickets.issue(proposed, lease)

    parts.onConflict()
    tickets.forget(proposed.seats)
    mirror.giveBack(proposed.ticket, proposed.seats)
    switch (answer.code) {
      case 'TAKEN': {
        const seats = answer.seats!
        const mirrored = memory.take({ seats })
        return tickets.issueOthers(seats, lease, mirrored.code === 'CANDIDATES' ? mirrored.ticket : null)
      }
      case 'NONE':
        await parts.catchUp(answer.version)
        if (parts.mirroredVersion() === answer.version)
          for (const [seat, byte] of answer.busy) mirror.see(seat, byte)
        return null
      default:
        return answer
    }
  }

  function encode(wish: Wish, { seats }: Candidates, ticket: Buffer): EncodedWish {
    const plain = { seats, ticket, rank: rankOf[seats[0]!]!, closed: Buffer.alloc(0), adjacent: true }
    if ('seats' in wish) return { ...plain, kind: WishKind.exactly, category: null, area: null }
    const { category, area, adjacent = false, accessible = false, unlocked = [] } = wish
    const isShut = ({ name }: { name: string }) => locked.includes(name) && !unlocked.includes(name)
    return {
      ...plain,
      kind: accessible ? WishKind.orNone : WishKind.orOthers,
      adjacent,
      category: category === undefined ? null : categoryNumber.get(category)!,
      area: area === undefined ? null : areaNumber.get(area)!,
      closed:
        locked.length === 0
          ? plain.closed
          : Buffer.from(index.categories.map((one) => (isShut(one) ? 1 : 0))),
    }
  }
}
