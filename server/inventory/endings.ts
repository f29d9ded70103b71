import { inventoryLimits } from '../limits.ts'
import { type ReleaseRow, releaseHolds } from '../sql/release-holds.ts'
import type { Told } from './availability.ts'
import type { DatabaseClock } from './database-clock.ts'
import type { SeatFreeing } from './free-seats.ts'
import type { Emit } from './news.ts'
import { forget } from './open-sale.ts'
import type { LiveHold, Sale } from './sale.ts'
import type { Sales } from './sales.ts'

/** How holds end in the copy: after the ledger has ended them, or by our reckoning, ahead of it. */
export interface Endings {
  /**
   * Lets passers-by ask for the seats of holds whose time is over by our reckoning; the ledger judges when someone claims
   * them. While somebody waits they are theirs, and the sweep offers them.
   */
  lapse(sale: Sale): void
  end(sale: Sale, hold: LiveHold, state: 'sold' | 'released' | 'expired'): void
  /** The ledger has it end at another time than this copy believed. */
  prolong(sale: Sale, hold: LiveHold, expiresAt: Date, orderId: string | null): Told
  /** Enters what the ledger says of a hold. */
  settle(sale: Sale, row: ReleaseRow): Told
  /** Ends holds whose time is over. Says when to come again, in ms from now. */
  sweep(): Promise<number>
}

interface EndingsParts {
  clock: DatabaseClock
  emit: Emit
  sales: Sales
  freeing: SeatFreeing
}

export function createEndings({ clock, emit, sales, freeing }: EndingsParts): Endings {
  function lapse(sale: Sale): void {
    const nowMs = clock.nowMs()
    if (sale.lapses.nextMs() > nowMs) return
    for (const hold of sale.lapses.takeLapsed(nowMs)) {
      sale.due.push(hold)
      if (!sale.waiting) sale.availability.lapse(hold.seats, hold.id)
    }
  }

  function end(sale: Sale, hold: LiveHold, state: 'sold' | 'released' | 'expired'): void {
    if (!hold.live) return
    forget(sale, hold)
    sales.holds.delete(hold.id)
    emit.hold(hold, state)
    if (hold.orderId === null || state === 'sold') return
    const { eventId, orderId, customerId } = hold
    emit.order({ eventId, orderId, customerId, state: state === 'expired' ? 'expired' : 'cancelled' })
  }

  function prolong(sale: Sale, hold: LiveHold, expiresAt: Date, orderId: string | null): Told {
    // Ends only ever move to later: an answer that says an earlier one was overtaken by a newer one on its way here.
    const isLater = expiresAt.getTime() > hold.expiresAtMs
    const isOpened = orderId !== null && hold.orderId !== orderId
    if (isLater) {
      hold.expiresAtMs = expiresAt.getTime()
      hold.expiresAt = expiresAt.toISOString()
    }
    if (isOpened) hold.orderId = orderId
    // It may have been taken for lapsed in the very instant it was extended.
    sale.lapses.push(hold)
    const told = sale.availability.revive(hold.seats, hold.id, hold.expiresAtMs)
    if (isLater || isOpened) emit.hold(hold, 'live')
    return told
  }

  function settle(sale: Sale, row: ReleaseRow): Told {
    const hold = sale.holds.get(row.holdId)
    if (hold === undefined) return
    const { availability } = sale
    switch (row.state) {
      case 'live':
        // Another server has extended it, or our clock was ahead.
        return prolong(sale, hold, row.expiresAt, row.orderId)
      case 'sold': {
        const told = availability.sell(hold.seats, hold.id)
        end(sale, hold, 'sold')
        return told
      }
      case 'released':
      case 'expired': {
        const told = availability.free(hold.seats, hold.id)
        end(sale, hold, row.state)
        return told
      }
    }
  }

  async function sweepSale(sale: Sale): Promise<void> {
    lapse(sale)
    while (sale.due.length > 0) {
      const batch = sale.due.splice(0, inventoryLimits.sweepHolds).filter((hold) => hold.live)
      if (batch.length === 0) continue
      try {
        const ids = batch.map((hold) => hold.id)
        const { value: rows, offered } = await freeing.free(sale, (db, isGuarded) =>
          releaseHolds(db, sale.event.id, ids, null, isGuarded),
        )
        for (const row of rows) settle(sale, row)
        freeing.enter(sale, offered)
        const found = new Set(rows.map((row) => row.holdId))
        for (const hold of batch) if (!found.has(hold.id)) end(sale, hold, 'expired')
      } catch (cause) {
        sale.due.push(...batch)
        throw cause
      }
    }
  }

  async function sweep(): Promise<number> {
    let nextMs = Number.POSITIVE_INFINITY
    for (const sale of sales.all()) {
      await sweepSale(sale)
      nextMs = Math.min(nextMs, sale.lapses.nextMs())
    }
    const pauseMs = nextMs - clock.nowMs()
    return Math.min(Math.max(pauseMs, inventoryLimits.sweepMinPauseMs), inventoryLimits.sweepMaxPauseMs)
  }

  return { lapse, end, prolong, settle, sweep }
}
