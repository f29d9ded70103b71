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
import type { Sale } from './sale.ts'
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
  const { current, doubt } = sales

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

  function sold(asked: Sale, job: { holdId: string; customerId: string }, orderId: string): Told {
    const told = endings.sell(current(asked), job.holdId, orderId)
    emit.order({ eventId: asked.event.id, orderId, customerId: job.customerId, state: 'confirmed' })
    return told
  }

  async function open(sale: Sale, job: OpenOrderJob): Promise<OpenOrderVerdict> {
    let isRepeat = false
    const onRepeat = () => {
      isRepeat = true
    }
    const said = await runSingle(() => openOrder(pool, sale.event.id, job), { pool, onRepeat })
    const verdict = isRepeat ? asFirst(job, said) : said
    if (verdict.code === 'OPENED')
      await endings.prolong(current(sale), job.holdId, verdict.holdExpiresAt, verdict.orderId)
    if (verdict.code === 'CONFIRMED') await sold(sale, job, verdict.orderId)
    return verdict
  }

  async function cancel(asked: Sale, job: CancelJob): Promise<CancelVerdict> {
    const done = await freeing.free(asked, (db, isGuarded) => cancelOrder(db, asked.event.id, job, isGuarded))
    const { value: verdict, offered } = done
    const sale = current(asked)
    const cancelled = verdict.code === 'CANCELLED' ? enterCancelled(sale, job, verdict) : undefined
    if (done.isRepeat && verdict.code === 'CANCELLED_BEFORE') tellOrder(sale, job.orderId, verdict)
    await allTold([cancelled, freeing.enter(sale, offered)])
    return verdict
  }

  function enterCancelled(sale: Sale, job: CancelJob, verdict: CancelVerdict): Told {
    const told = sale.availability.free(verdict.freed, verdict.holdId)
    const hold = sale.holds.get(verdict.holdId)
    if (hold !== undefined) endings.end(sale, hold, 'released')
    else {
      if (verdict.freed.length > 0) emit.ended(sale.event.id, verdict.holdId, 'released')
      tellOrder(sale, job.orderId, verdict)
    }
    return told
  }

  function tellOrder(
    sale: Sale,
    orderId: string,
    { customerId, orderState: state }: Pick<CancelVerdict, 'customerId' | 'orderState'>,
  ): void {
    emit.order({ eventId: sale.event.id, orderId, customerId, state })
  }

  async function settle(asked: Sale, job: SettleJob): Promise<SettleVerdict> {
    let replacement: Replacement | 'none' | null = null
    for (let tries = 1; ; tries += 1) {
      let settled: { value: SettleVerdict; offered: Offered | null; isRepeat: boolean }
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
      // What the first try did is not in the second's answer, but in the copy that is read anew.
      if (settled.isRepeat && verdict.code !== 'UNKNOWN_PAYMENT') tellOrder(sale, verdict.orderId, verdict)
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
    const { orderId, holdId, endedHoldId, freed } = verdict
    if (verdict.clock !== null) clock.observe(verdict.clock)
    if (endedHoldId !== null) {
      told.push(sale.availability.free(freed, endedHoldId))
      const hold = sale.holds.get(endedHoldId)
      if (hold !== undefined) endings.end(sale, hold, 'expired')
      else emit.ended(sale.event.id, endedHoldId, 'expired')
    }
    if (verdict.sold.length > 0) {
      told.push(sale.availability.sell(verdict.sold, holdId))
      const hold = sale.holds.get(holdId)
      if (hold !== undefined) {
        hold.orderId = orderId
        endings.end(sale, hold, 'sold')
      } else emit.ended(sale.event.id, holdId, 'sold')
    }
    const changed = verdict.sold.length > 0 || endedHoldId !== null || verdict.code === 'GIVEN_BACK'
    if (changed) tellOrder(sale, orderId, verdict)
    return allTold(told)
  }

  return { sell, openOrder: open, cancel, settle }
}

/** What the first try would have said, had it been heard: the order that was found open is the one that it opened. */
function asFirst(job: OpenOrderJob, said: OpenOrderVerdict): OpenOrderVerdict {
  if (said.code !== 'OPEN_BEFORE' || said.orderId !== job.orderId) return said
  return { ...said, code: job.pricing?.totals.total === 0 ? 'CONFIRMED' : 'OPENED' }
}
