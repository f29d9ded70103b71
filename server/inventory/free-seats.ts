import type { Pool, Queryable } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { isSomebodyWaiting, lockWaitlist } from '../sql/waitlist/lock.ts'
import type { Told } from './availability.ts'
import type { DatabaseClock } from './database-clock.ts'
import type { Emit } from './news.ts'
import { type Offered, offerFreed } from './offer-freed.ts'
import { forget, remember } from './open-sale.ts'
import { runSingle } from './run-batch.ts'
import type { LiveHold, Sale } from './sale.ts'
import type { Sales } from './sales.ts'
import { allTold } from './told.ts'

/**
 * Whoever frees seats offers them, in the same transaction. Every act that may free some goes through `free`.
 *
 * Where nobody waits the act is one statement, as before, with a guard in front of it: a shared lock and a probe of an index
 * that is empty. Where somebody waits the guard fails before anything was done, and the act is begun again as a transaction
 * that holds the event's waitlist lock alone: it frees, looks at what is free, and gives it away before it commits. So nobody
 * else ever sees those seats free, two of these never offer at the same time, and the second sees what the first one left.
 */
export interface SeatFreeing {
  /**
   * `act` runs once with its guard on (`whileNobodyWaits`), or again in a transaction without. What was offered is to be
   * entered after the act's own news, with no other in between. `isRepeat`: no answer came at first, so what the act says of
   * itself may be that it was done before, although it was this call that did it. The copy is read anew then.
   */
  free<T>(
    sale: Sale,
    act: (db: Queryable, isGuarded: boolean) => Promise<T>,
  ): Promise<{ value: T; offered: Offered | null; isRepeat: boolean }>
  enter(sale: Sale, offered: Offered | null): Told
}

interface SeatFreeingParts {
  pool: Pool
  uuid: () => string
  clock: DatabaseClock
  emit: Emit
  sales: Sales
  /** Positions on an event's waitlist are others than before. */
  moved: (eventId: string) => void
}

export function createSeatFreeing({ pool, uuid, clock, emit, sales, moved }: SeatFreeingParts): SeatFreeing {
  const free: SeatFreeing['free'] = async (sale, act) => {
    let isRepeat = false
    const onRepeat = () => {
      isRepeat = true
    }
    try {
      if (!sale.waiting) {
        const done = await runSingle(
          () =>
            act(pool, true).then(
              (value) => ({ value, offered: null }),
              (error) => {
                if (!isSomebodyWaiting(error)) throw error
                return null
              },
            ),
          { pool, onRepeat },
        )
        if (isRepeat) sales.doubt(sale.event.id)
        if (done !== null) return { ...done, isRepeat }
        sale.waiting = true
      }
      const done = await runSingle(
        () =>
          transaction(pool, async (tx) => {
            await lockWaitlist(tx, sale.event.id)
            const value = await act(tx, false)
            return { value, offered: await offerFreed(tx, sale, uuid) }
          }),
        { pool, onRepeat },
      )
      if (isRepeat) sales.doubt(sale.event.id)
      return { ...done, isRepeat }
    } catch (cause) {
      // Whether it was committed may be unknown, and with it who holds what.
      sales.doubt(sale.event.id)
      throw cause
    }
  }

  function enter(sale: Sale, offered: Offered | null): Told {
    if (offered === null) return
    const told: Told[] = []
    const eventId = sale.event.id
    clock.observe(offered.clock)
    sale.waiting = offered.waiting > 0
    for (const { holdId, seats } of offered.ended) {
      told.push(sale.availability.free(seats, holdId))
      const hold = sale.holds.get(holdId)
      if (hold === undefined) continue
      forget(sale, hold)
      sales.holds.delete(holdId)
    }
    for (const { kind, entry, hold, order, seats, amounts, total, customerId, expiresAt } of offered.given) {
      if (seats.some((seat) => seat >= sale.index.places)) {
        // The plan has grown in the ledger; this copy is about to be read anew.
        sales.doubt(eventId)
        continue
      }
      if (kind === 'promote') {
        told.push(sale.availability.sell(seats, hold))
        emit.order({ eventId, orderId: order!, customerId, state: 'confirmed' })
      } else {
        // A copy that was read after the commit knows it already.
        const granted: LiveHold = sale.holds.get(hold) ?? {
          id: hold,
          eventId,
          customerId,
          seats,
          amounts,
          total,
          expiresAtMs: expiresAt.getTime(),
          expiresAt: expiresAt.toISOString(),
          orderId: null,
          code: null,
          live: true,
          isOurs: true,
        }
        told.push(sale.availability.grant(seats, hold, granted.expiresAtMs))
        if (!sale.holds.has(hold)) remember(sale, granted)
        sales.holds.set(hold, granted)
        if (kind === 'offer') emit.hold(granted, 'live')
      }
      if (kind !== 'gather')
        emit.waiting({
          eventId,
          entryId: entry,
          customerId,
          state: kind === 'offer' ? 'offered' : 'fulfilled',
        })
    }
    if (offered.given.length > 0) moved(eventId)
    return allTold(told)
  }

  return { free, enter }
}
