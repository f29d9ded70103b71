import { inventoryLimits } from '../limits/inventory-limits.ts'
import { type ReleaseRow, releaseHolds } from '../sql/release-holds.ts'
import type { Told } from './availability.ts'
import type { DatabaseClock } from './database-clock.ts'
import type { SeatFreeing } from './free-seats.ts'
import type { LearnHold } from './learn-hold.ts'
import type { Emit } from './news.ts'
import { forget, remember } from './open-sale.ts'
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
  prolong(sale: Sale, holdId: string, expiresAt: Date, orderId: string | null): Told
  /** The ledger has sold it. */
  sell(sale: Sale, holdId: string, orderId: string): Told
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
  learnHold: LearnHold
  /** How much later than their own server this one ends the holds of others. */
  patienceMs: number
}

export function createEndings({ clock, emit, sales, freeing, learnHold, patienceMs }: EndingsParts): Endings {
  function lapse(sale: Sale): void {
    const nowMs = clock.nowMs()
    if (sale.lapses.nextMs() > nowMs) return
    for (const hold of sale.lapses.takeLapsed(nowMs)) {
      if (hold.isOurs) sale.due.push(hold)
      else sale.leftBehind.push({ hold, expiresAtMs: hold.expiresAtMs + patienceMs })
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

  function prolong(sale: Sale, holdId: string, expiresAt: Date, orderId: string | null): Told {
    const hold = sale.holds.get(holdId)
    return hold === undefined ? prolongUnknown(sale, holdId) : prolongKnown(sale, hold, expiresAt, orderId)
  }

  async function prolongUnknown(sale: Sale, holdId: string): Promise<void> {
    const learnt = await learnHold(sale, holdId)
    if (!learnt?.isLive || sale.holds.has(holdId)) return
    const { hold } = learnt
    remember(sale, hold)
    sales.holds.set(holdId, hold)
    emit.hold(hold, 'live')
    await sale.availability.revive(hold.seats, holdId, hold.expiresAtMs)
  }

  function prolongKnown(sale: Sale, hold: LiveHold, expiresAt: Date, orderId: string | null): Told {
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

  function sell(sale: Sale, holdId: string, orderId: string): Told {
    const hold = sale.holds.get(holdId)
    return hold === undefined ? sellUnknown(sale, holdId, orderId) : sellKnown(sale, hold, orderId)
  }

  async function sellUnknown(sale: Sale, holdId: string, orderId: string): Promise<void> {
    const learnt = await learnHold(sale, holdId)
    if (learnt !== undefined) await sellKnown(sale, learnt.hold, orderId)
  }

  function sellKnown(sale: Sale, hold: LiveHold, orderId: string | null): Told {
    hold.orderId = orderId
    const told = sale.availability.sell(hold.seats, hold.id)
    end(sale, hold, 'sold')
    return told
  }

  function settle(sale: Sale, row: ReleaseRow): Told {
    const hold = sale.holds.get(row.holdId)
    if (hold !== undefined) return settleKnown(sale, hold, row)
    // Whoever ended it has told of it. What was ended just now is another server's hold, of which no news has come yet.
    return row.ended ? settleUnknown(sale, row) : undefined
  }

  async function settleUnknown(sale: Sale, row: ReleaseRow): Promise<void> {
    const learnt = await learnHold(sale, row.holdId)
    if (learnt !== undefined) await settleKnown(sale, learnt.hold, row)
  }

  function settleKnown(sale: Sale, hold: LiveHold, row: ReleaseRow): Told {
    const { availability } = sale
    switch (row.state) {
      case 'live':
        // Another server has extended it, or our clock was ahead.
        return prolongKnown(sale, hold, row.expiresAt, row.orderId)
      case 'sold':
        return sellKnown(sale, hold, row.orderId)
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
    const nowMs = clock.nowMs()
    for (const { hold } of sale.leftBehind.takeLapsed(nowMs))
      if (hold.expiresAtMs <= nowMs) sale.due.push(hold)
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
      nextMs = Math.min(nextMs, sale.lapses.nextMs(), sale.leftBehind.nextMs())
    }
    const pauseMs = nextMs - clock.nowMs()
    return Math.min(Math.max(pauseMs, inventoryLimits.sweepMinPauseMs), inventoryLimits.sweepMaxPauseMs)
  }

  return { lapse, end, prolong, sell, settle, sweep }
}
