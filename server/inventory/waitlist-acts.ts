import { findsSeats, type Waiting } from '../domain/waitlist.ts'
import { inventoryLimits } from '../limits/inventory-limits.ts'
import { waitlistLimits } from '../limits/waitlist-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { type ReleaseRow, releaseHolds } from '../sql/release-holds.ts'
import { lockWaitlist } from '../sql/waitlist/lock.ts'
import { listAwaited, listOverdue } from '../sql/waitlist/overdue.ts'
import {
  findEntryByKey,
  hasEntry,
  type JoinJob,
  joinWaitlist,
  leaveWaitlist,
} from '../sql/waitlist/places.ts'
import { readStanding } from '../sql/waitlist/read-standing.ts'
import type { Endings } from './endings.ts'
import type { SeatFreeing } from './free-seats.ts'
import type { Emit } from './news.ts'
import { indexOf, type Offered, offerFreed, waitingPicker } from './offer-freed.ts'
import { runSingle } from './run-batch.ts'
import type { Sale } from './sale.ts'
import type { Sales } from './sales.ts'
import { allTold } from './told.ts'

export type JoinVerdict =
  | { code: 'JOINED'; entryId: string }
  /** The key led to this place before. */
  | { code: 'JOINED_BEFORE'; entryId: string }
  | {
      code:
        | 'NOT_SOLD_OUT'
        | 'ALREADY_WAITING'
        | 'LIMIT_EXCEEDED'
        | 'NOT_ON_SALE'
        | 'IDEMPOTENCY_KEY_REUSED'
        /** The event has no waitlist, or it is full. */
        | 'WAITLIST_CLOSED'
        /** Such a party could not be seated if the house were empty. */
        | 'IMPOSSIBLE'
    }
  | { code: 'CODE_REQUIRED'; categories: string[] }

export interface WaitlistActs {
  /** Puts a customer behind everybody, if nothing that fits them is free. */
  join(sale: Sale, job: JoinJob): Promise<JoinVerdict>
  /** Gives a place up: what was offered, or gathered for it, goes on to the next. False when it is not these customers'. */
  leave(sale: Sale, entryId: string, customerIds: readonly string[]): Promise<boolean>
  /**
   * Ends what no server has ended: holds of events that somebody waits for, whose time is over. Each server sweeps the holds
   * that it knows; while somebody waits nobody else takes them over, so those of a server that died are found here.
   */
  tendWaiting(): Promise<void>
  /** Offers what is free: after something other than a freed seat has changed, such as the event's rules. */
  offerAgain(sale: Sale): Promise<void>
}

interface WaitlistActsParts {
  pool: Pool
  uuid: () => string
  emit: Emit
  sales: Sales
  endings: Endings
  freeing: SeatFreeing
  moved: (eventId: string) => void
}

export function createWaitlistActs({
  pool,
  uuid,
  emit,
  sales,
  endings,
  freeing,
  moved,
}: WaitlistActsParts): WaitlistActs {
  async function join(asked: Sale, job: JoinJob): Promise<JoinVerdict> {
    const eventId = asked.event.id
    let isRepeat = false
    const onRepeat = () => {
      isRepeat = true
    }
    const joining = () =>
      transaction(pool, async (tx): Promise<JoinVerdict> => {
        // Exclusively: who frees seats either has committed before this, and is seen, or will see the new place.
        await lockWaitlist(tx, eventId)
        // Without a key the customer would be told that they wait already.
        if (isRepeat && (await hasEntry(tx, eventId, job.entryId)))
          return { code: 'JOINED', entryId: job.entryId }
        const before = await findEntryByKey(tx, eventId, job)
        if (before !== null)
          return before.hash === job.hash
            ? { code: 'JOINED_BEFORE', entryId: before.id }
            : { code: 'IDEMPOTENCY_KEY_REUSED' }
        const standing = await readStanding(tx, eventId)
        const { locked, free, lapsed, entries } = standing
        if (!standing.isOffered || entries.length >= waitlistLimits.places) return { code: 'WAITLIST_CLOSED' }
        if (!standing.isOpen) return { code: 'NOT_ON_SALE' }
        const shut = (job.categories ?? []).filter((name) => locked.includes(name))
        if (shut.length > 0) return { code: 'CODE_REQUIRED', categories: shut }

        const index = await indexOf(tx, asked, standing.planVersion)
        const picker = waitingPicker(index)
        const wish: Waiting = {
          ...job,
          id: job.entryId,
          gathering: false,
          gathered: [],
          passed: 0,
          firstPassedAtMs: null,
        }
        const retired = new Set(index.retired)
        const every = [...Array(index.places).keys()].filter((seat) => !retired.has(seat))
        if (!findsSeats(index, picker, every, wish, locked)) return { code: 'IMPOSSIBLE' }
        // A hold whose time is over is anybody's, unless somebody waits: then it is theirs in a moment.
        const there = entries.length === 0 ? [...free, ...lapsed] : free
        if (findsSeats(index, picker, there, wish, locked)) return { code: 'NOT_SOLD_OUT' }
        const code = await joinWaitlist(tx, eventId, job)
        return code === 'JOINED' ? { code, entryId: job.entryId } : { code }
      })
    const verdict = await runSingle(joining, { pool, onRepeat })
    if (verdict.code === 'JOINED') {
      sales.current(asked).waiting = true
      emit.awaited(eventId)
    }
    return verdict
  }

  async function leave(asked: Sale, entryId: string, customerIds: readonly string[]): Promise<boolean> {
    const eventId = asked.event.id
    const leaving = () =>
      transaction(pool, async (tx) => {
        await lockWaitlist(tx, eventId)
        const place = await leaveWaitlist(tx, eventId, entryId, customerIds)
        if (place === null) return null
        let rows: ReleaseRow[] = []
        if (place.holdId !== null) rows = await releaseHolds(tx, eventId, [place.holdId], [place.holderId])
        const offered: Offered = await offerFreed(tx, asked, uuid)
        return { ...place, rows, offered }
      })
    // Done a second time it finds the place given up, and only the copy does not know what has become of its seats.
    const left = await runSingle(leaving, { pool, onRepeat: () => sales.doubt(eventId) })
    if (left === null) return false
    const sale = sales.current(asked)
    const told = allTold([
      ...left.rows.map((row) => endings.settle(sale, row)),
      freeing.enter(sale, left.offered),
    ])
    if (left.wasActive) {
      emit.waiting({ eventId, entryId, customerId: left.customerId, state: 'left' })
      moved(eventId)
    }
    await told
    return true
  }

  async function offerAgain(sale: Sale): Promise<void> {
    const { offered } = await freeing.free(sale, async (db, isGuarded) => {
      if (isGuarded) await db.query('select nobody_waits($1)', [sale.event.id])
    })
    await freeing.enter(sales.current(sale), offered)
  }

  async function tendWaiting(): Promise<void> {
    for (const eventId of await listAwaited(pool, waitlistLimits.tendEvents)) {
      const sale = await sales.open(eventId)
      if (sale === undefined) continue
      sale.waiting = true
      const overdue = await listOverdue(pool, eventId, inventoryLimits.sweepHolds)
      if (overdue.length === 0) continue
      const { value: rows, offered } = await freeing.free(sale, (db, isGuarded) =>
        releaseHolds(db, eventId, overdue, null, isGuarded),
      )
      for (const row of rows) endings.settle(sale, row)
      freeing.enter(sale, offered)
    }
  }

  return { join, leave, offerAgain, tendWaiting }
}
