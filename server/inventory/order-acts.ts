import type { Pool } from '../postgres/pool.ts'
import { type CancelJob, type CancelVerdict, cancelOrder } from '../sql/cancel-order.ts'
import { type OpenOrderJob, type OpenOrderVerdict, openOrder } from '../sql/open-order.ts'
import type { SellJob, SellVerdict } from '../sql/sell-holds.ts'
import { type Replacement, type SettleJob, type SettleVerdict, settlePayment } from '../sql/settle-payment.ts'
import type { Told } from './availability.ts'
import type { DatabaseClock } from './database-clock.ts'
import type { Endings } from './endings.ts'
import type { SeatFreeing } from './free-seats.ts'
import type { Emit } from './news.ts'
import type { Offered } from './offer-freed.ts'
import { runSingle } from './run-batch.ts'
import type { LiveHold, Sale } from './sale.ts'
import type { Sales } from './sales.ts'
import { allTold } from './told.ts'

/** What happens to orders: each goes to the ledger first and corrects the copy by its answer. */
export interface OrderActs {
  /** Sells a hold that costs nothing. */
  sell(sale: Sale, job: SellJob): Promise<SellVerdict>
  openOrder(sale: Sale, job: OpenOrderJob): Promise<OpenOrderVerdict>
  cancel(sale: Sale, job: CancelJob): Promise<CancelVerdict>
  /**
   * Enters what a provider says of a payment, and all that follows: seats sold, taken again, replaced by others of the same
   * kind, or freed. Any report may come any number of times, in any order.
   */
  settle(sale: Sale, job: SettleJob): Promise<SettleVerdict>
}

interface OrderActsParts {
  pool: Pool
  clock: DatabaseClock
  emit: Emit
  sales: Sales
  endings: Endings
  freeing: SeatFreeing
  /** Holds seats of the same kind for the order of a payment that came too late; null when there are none. */
  holdEquivalents(sale: Sale, paymentId: string): Promise<Replacement | null>
  releaseHold(sale: Sale, holdId: string, customerId: string): Promise<unknown>
}

/** A replacement is chosen anew when it was lost between being held and being sold, at most so often. */
const REPLACEMENT_TRIES = 3

export function createOrderActs(parts: OrderActsParts): OrderActs {
  const { pool, clock, emit, sales, endings, freeing } = parts
  const { current, doubt, holds } = sales

  async function sell(sale: Sale, job: SellJob): Promise<SellVerdict> {
    let verdict: SellVerdict
    try {
      verdict = await sale.freeSales.submit(job)
    } catch (cause) {
      doubt(sale.event.id)
      throw cause
    }
    if (verdict.code !== 'SOLD') return verdict
    clock.observe(verdict.clock)
    const told = sold(sale, job, verdict.orderId)
    if (told !== undefined) await told
    return verdict
  }

  function sold(sale: Sale, job: { holdId: string; customerId: string }, orderId: string): Told {
    const hold = holds.get(job.holdId)
    const told = hold === undefined ? doubt(sale.event.id) : enterSold(current(sale), hold, orderId)
    emit.order({ eventId: sale.event.id, orderId, customerId: job.customerId, state: 'confirmed' })
    return told
  }

  function enterSold(sale: Sale, hold: LiveHold, orderId: string): Told {
    hold.orderId = orderId
    const told = sale.availability.sell(hold.seats, hold.id)
    endings.end(sale, hold, 'sold')
    return told
  }

  async function open(sale: Sale, job: OpenOrderJob): Promise<OpenOrderVerdict> {
    const verdict = await runSingle(() => openOrder(pool, sale.event.id, job))
    const hold = holds.get(job.holdId)
    if (verdict.code === 'OPENED' && hold !== undefined) {
      await endings.prolong(current(sale), hold, verdict.holdExpiresAt, verdict.orderId)
    }
    if (verdict.code === 'CONFIRMED') await sold(sale, job, verdict.orderId)
    return verdict
  }

  async function cancel(asked: Sale, job: CancelJob): Promise<CancelVerdict> {
    const { value: verdict, offered } = await freeing.free(asked, (db, isGuarded) =>
      cancelOrder(db, asked.event.id, job, isGuarded),
    )
    const sale = current(asked)
    const cancelled = verdict.code === 'CANCELLED' ? enterCancelled(sale, job, verdict) : undefined
    await allTold([cancelled, freeing.enter(sale, offered)])
    return verdict
  }

  function enterCancelled(sale: Sale, job: CancelJob, verdict: CancelVerdict): Told {
    const told = sale.availability.free(verdict.freed, verdict.holdId)
    const hold = sale.holds.get(verdict.holdId)
    if (hold !== undefined) endings.end(sale, hold, 'released')
    else {
      const { customerId, orderState } = verdict
      emit.order({ eventId: sale.event.id, orderId: job.orderId, customerId, state: orderState })
    }
    return told
  }

  async function settle(asked: Sale, job: SettleJob): Promise<SettleVerdict> {
    let replacement: Replacement | 'none' | null = null
    for (let tries = 1; ; tries += 1) {
      let settled: { value: SettleVerdict; offered: Offered | null }
      try {
        // What money confirms frees nothing, but which report it is only the ledger knows.
        settled = await freeing.free(asked, (db, isGuarded) =>
          settlePayment(db, asked.event.id, job, replacement, isGuarded),
        )
      } catch (cause) {
        doubt(asked.event.id)
        throw cause
      }
      const { value: verdict, offered } = settled
      const sale = current(asked)
      const entered = verdict.code === 'SEATS_GONE' ? undefined : enter(sale, verdict)
      await allTold([entered, freeing.enter(sale, offered)])
      if (replacement !== null && replacement !== 'none' && verdict.holdId !== replacement.holdId) {
        // It was not needed after all, or it was lost. An own hold that nobody wants would only stand in others' way.
        await parts.releaseHold(sale, replacement.holdId, verdict.customerId)
      }
      if (verdict.code !== 'SEATS_GONE') return verdict
      replacement =
        (tries < REPLACEMENT_TRIES ? await parts.holdEquivalents(sale, job.paymentId) : null) ?? 'none'
    }
  }

  function enter(sale: Sale, verdict: SettleVerdict): Told {
    const told: Told[] = []
    const { orderId, customerId, orderState, holdId, endedHoldId, freed } = verdict
    if (verdict.clock !== null) clock.observe(verdict.clock)
    if (endedHoldId !== null) {
      told.push(sale.availability.free(freed, endedHoldId))
      const hold = sale.holds.get(endedHoldId)
      if (hold !== undefined) endings.end(sale, hold, 'expired')
    }
    if (verdict.sold.length > 0) {
      told.push(sale.availability.sell(verdict.sold, holdId))
      const hold = sale.holds.get(holdId)
      if (hold !== undefined) {
        hold.orderId = orderId
        endings.end(sale, hold, 'sold')
      }
    }
    const changed = verdict.sold.length > 0 || endedHoldId !== null || verdict.code === 'GIVEN_BACK'
    if (changed) emit.order({ eventId: sale.event.id, orderId, customerId, state: orderState })
    return allTold(told)
  }

  return { sell, openOrder: open, cancel, settle }
}
