import { UnavailableFault } from '../domain/fault.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { inventoryLimits } from '../limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { type CancelVerdict, cancelOrder } from '../sql/cancel-order.ts'
import type { ClaimVerdict } from '../sql/claim-seats.ts'
import { type OpenOrderJob, type OpenOrderVerdict, openOrder } from '../sql/open-order.ts'
import { type ReleaseRow, releaseHolds } from '../sql/release-holds.ts'
import type { SellJob, SellVerdict } from '../sql/sell-holds.ts'
import type { Change, Wish } from './availability.ts'
import { createDatabaseClock } from './database-clock.ts'
import { createNews, type News } from './news.ts'
import { forget, openSale, readClaims, remember } from './open-sale.ts'
import { createRecentKeys } from './recent-keys.ts'
import { runBatch } from './run-batch.ts'
import type { LiveHold, Sale } from './sale.ts'

export interface HoldRequest {
  customerId: string
  wish: Wish
  /** The client's Idempotency-Key, and a digest of the request that came with it. */
  key: string | null
  hash: string | null
}

export interface Granted {
  hold: LiveHold
  /** The database's clock when it was granted. */
  clock: Date
}

export type HoldRefusal =
  /** Indexes, not ids. */
  | { code: 'SEATS_TAKEN'; seats: number[] }
  | {
      code:
        | 'SOLD_OUT'
        | 'NO_ADJACENT_SEATS'
        | 'NOT_ON_SALE'
        | 'LIMIT_EXCEEDED'
        | 'NOT_FOUND'
        | 'IDEMPOTENCY_KEY_REUSED'
    }
  | { code: 'NOT_ENOUGH_SEATS'; available: number }
  /** The key led to this hold before. */
  | { code: 'DUPLICATE'; hold: string }

export interface InventoryParts {
  pool: Pool
  uuid: () => string
  nowMs: () => number
  onBatch?: (kind: 'claim' | 'sell', jobs: number) => void
  /** Told when a rebuild finds seats that availability had wrong. */
  onDrift?: (eventId: string, seats: number) => void
  onFault?: (message: string, cause: unknown) => void
}

/** The one door: everything that takes, sells or frees a seat goes through here. See README.md beside this file. */
export interface Inventory extends News {
  /** Loads the event at the first use. Undefined when there is no such event. */
  sale(eventId: string): Promise<Sale | undefined>
  /** The event's sale if it is loaded: the hot path asks this first, and waits for nothing. */
  loaded(eventId: string): Sale | undefined
  hold(sale: Sale, request: HoldRequest): Promise<Outcome<Granted, HoldRefusal>>
  /** A live hold that this server knows. Undefined says nothing about the ledger. */
  liveHold(holdId: string): LiveHold | undefined
  sell(sale: Sale, job: SellJob): Promise<SellVerdict>
  openOrder(sale: Sale, job: OpenOrderJob): Promise<OpenOrderVerdict>
  /** The verdict on one hold, undefined when the customer has no such hold. */
  release(sale: Sale, holdId: string, customerId: string): Promise<ReleaseRow | undefined>
  cancel(sale: Sale, orderId: string, customerIds: readonly string[]): Promise<CancelVerdict>
  /** Ends holds whose time is over. Says when to come again, in ms from now. */
  sweep(): Promise<number>
  /** Throws the copy of an event away and reads it again from the ledger, in mid-sale if need be. */
  rebuild(eventId: string): Promise<{ drift: number }>
  /** The event's row or plan has changed: reads it again. */
  reload(eventId: string): Promise<void>
  /** What the ledger has been told otherwise than by this door's own acts (blocks, retirements) enters the copy here. */
  apply(sale: Sale, change: (availability: Sale['availability']) => Change): void
  /** A guest's holds have become an account's. */
  adopt(guestId: string, userId: string): void
  /** By the database's clock, as near as known. For countdowns and hints. */
  nowMs(): number
}

export function createInventory(parts: InventoryParts): Inventory {
  const { pool, uuid } = parts
  const clock = createDatabaseClock(parts.nowMs)
  const { news, emit } = createNews()
  const sales = new Map<string, Sale>()
  const opening = new Map<string, Promise<Sale | undefined>>()
  /** Live holds of all events, by id. */
  const holds = new Map<string, LiveHold>()
  const doubted = new Set<string>()
  const keys = createRecentKeys(inventoryLimits.recentKeys)

  function open(eventId: string): Promise<Sale | undefined> {
    const under = opening.get(eventId)
    if (under !== undefined) return under
    const started = openSale(eventId, {
      pool,
      startVersion: parts.nowMs() * 1000,
      onBatch: parts.onBatch ?? (() => {}),
    }).then((sale) => {
      if (sale === undefined) return undefined
      makeRoom()
      sales.set(eventId, sale)
      for (const hold of sale.holds.values()) holds.set(hold.id, hold)
      return sale
    })
    const done = started.finally(() => opening.delete(eventId))
    opening.set(eventId, done)
    return done
  }

  /** Drops the oldest sale in which nothing is going on. It is read again when someone asks for it. */
  function makeRoom(): void {
    if (sales.size < inventoryLimits.sales) return
    for (const [id, sale] of sales) {
      if (sale.holds.size > 0 || sale.claims.queued > 0) continue
      sales.delete(id)
      return
    }
  }

  /** The copy in force: another than `sale` when the plan was changed while a request was on its way. */
  function current(sale: Sale): Sale {
    return sales.get(sale.event.id) ?? sale
  }

  async function runSingle<T>(run: () => Promise<T>): Promise<T> {
    const [result] = await runBatch([null], async () => [await run()])
    if (result instanceof Error) throw result
    return result as T
  }

  async function claim(asked: Sale, request: HoldRequest): Promise<Outcome<Granted, HoldRefusal>> {
    let sale = asked
    const { event } = sale
    const nowMs = clock.nowMs()
    // Only what is certain is refused here; the instant of opening itself is the ledger's to judge.
    if (event.starts_at.getTime() <= nowMs - 1000) return refuse({ code: 'NOT_ON_SALE' })
    if (event.on_sale_at !== null && event.on_sale_at.getTime() > nowMs + 1000)
      return refuse({ code: 'NOT_ON_SALE' })

    const giveUpAtMs = parts.nowMs() + inventoryLimits.undecidedMs
    for (let tries = 1; ; tries += 1) {
      if (sales.get(event.id) !== sale) {
        const fresh = await (opening.get(event.id) ?? open(event.id))
        if (fresh === undefined) return refuse({ code: 'NOT_FOUND' })
        sale = fresh
      }
      lapse(sale)
      const taken = sale.availability.take(request.wish)
      if (taken.code === 'UNDECIDED') {
        if (parts.nowMs() >= giveUpAtMs)
          throw new UnavailableFault('claims before this one are still undecided')
        await sale.availability.settled()
        continue
      }
      if (taken.code !== 'CANDIDATES') return refuse(taken)

      const { seats, ticket } = taken
      const holdId = uuid()
      const amounts = seats.map((seat) => sale.prices[sale.index.categoryOf[seat]!]!)
      const total = amounts.reduce((sum, amount) => sum + amount, 0)
      const { customerId, key, hash } = request
      let verdict: ClaimVerdict
      try {
        verdict = await sale.claims.submit({ holdId, customerId, seats, amounts, total, key, hash })
      } catch (cause) {
        emit.change(event.id, sale.availability.giveBack(ticket, seats))
        doubt(event.id)
        throw cause
      }
      if (verdict.code === 'CLAIMED') {
        clock.observe(verdict.clock)
        const granted: LiveHold = {
          id: holdId,
          eventId: event.id,
          customerId,
          seats,
          amounts,
          total,
          expiresAtMs: verdict.expiresAt.getTime(),
          expiresAt: verdict.expiresAt.toISOString(),
          orderId: null,
          live: true,
        }
        emit.change(event.id, sale.availability.keep(ticket, seats, holdId))
        remember(sale, granted)
        holds.set(holdId, granted)
        emit.hold(granted, 'live')
        return ok({ hold: granted, clock: verdict.clock })
      }
      const lost = verdict.code === 'SEATS_TAKEN' ? verdict.seats : []
      emit.change(event.id, sale.availability.giveBack(ticket, seats, lost))
      switch (verdict.code) {
        case 'SEATS_TAKEN':
          doubt(event.id)
          // Whoever leaves the choice to us is given other seats instead of the news that another server was quicker.
          if ('seats' in request.wish) return refuse(verdict)
          if (tries >= inventoryLimits.pickTries)
            throw new UnavailableFault('other servers were quicker, again and again')
          continue
        case 'UNKNOWN_SEATS':
          // Our copy is of an older plan than the ledger's.
          if (tries >= inventoryLimits.pickTries) throw new UnavailableFault('the plan keeps changing')
          await reload(event.id)
          continue
        default:
          return refuse(verdict)
      }
    }
  }

  async function hold(sale: Sale, request: HoldRequest): Promise<Outcome<Granted, HoldRefusal>> {
    const { key, hash, customerId } = request
    if (key === null || hash === null) return claim(sale, request)
    const owner = sale.event.id + customerId
    // Nothing is awaited between finding the key new and remembering it: two retries at once cannot both be first.
    for (let found = keys.find(owner, key, hash); found !== undefined; found = keys.find(owner, key, hash)) {
      const before = await found
      if (before === 'other') return refuse({ code: 'IDEMPOTENCY_KEY_REUSED' })
      if (before !== null) return refuse({ code: 'DUPLICATE', hold: before })
    }
    const outcome = claim(sale, request)
    keys.remember(
      owner,
      key,
      hash,
      outcome.then((settled) => (settled.ok ? settled.value.hold.id : null)),
    )
    return outcome
  }

  function lapse(sale: Sale): void {
    if (sale.lapses.nextMs() > clock.nowMs()) return
    for (const hold of sale.lapses.takeLapsed(clock.nowMs())) {
      sale.due.push(hold)
      sale.availability.lapse(hold.seats, hold.id)
    }
  }

  function end(sale: Sale, hold: LiveHold, state: 'sold' | 'released' | 'expired'): void {
    if (!hold.live) return
    forget(sale, hold)
    holds.delete(hold.id)
    emit.hold(hold, state)
    if (hold.orderId !== null && state !== 'sold') {
      const orderState = state === 'expired' ? 'expired' : 'cancelled'
      emit.order({
        eventId: hold.eventId,
        orderId: hold.orderId,
        customerId: hold.customerId,
        state: orderState,
      })
    }
  }

  async function sell(sale: Sale, job: SellJob): Promise<SellVerdict> {
    const queue = job.paymentId === null ? sale.freeSales : sale.paidSales
    let verdict: SellVerdict
    try {
      verdict = await queue.submit(job)
    } catch (cause) {
      doubt(sale.event.id)
      throw cause
    }
    const hold = holds.get(job.holdId)
    if (verdict.code === 'SOLD') {
      clock.observe(verdict.clock)
      if (hold === undefined) doubt(sale.event.id)
      else {
        hold.orderId = verdict.orderId
        emit.change(sale.event.id, current(sale).availability.sell(hold.seats, hold.id))
        end(current(sale), hold, 'sold')
      }
      const { orderId } = verdict
      emit.order({ eventId: sale.event.id, orderId, customerId: job.customerId, state: 'confirmed' })
    }
    return verdict
  }

  async function openPayment(sale: Sale, job: OpenOrderJob): Promise<OpenOrderVerdict> {
    const verdict = await runSingle(() => openOrder(pool, sale.event.id, job))
    const hold = holds.get(job.holdId)
    if (verdict.code === 'OPENED' && hold !== undefined) {
      hold.orderId = verdict.orderId
      hold.expiresAtMs = verdict.holdExpiresAt.getTime()
      hold.expiresAt = verdict.holdExpiresAt.toISOString()
      // It may have been taken for lapsed in the very instant it was extended.
      current(sale).lapses.push(hold)
      emit.hold(hold, 'live')
    }
    return verdict
  }

  async function release(sale: Sale, holdId: string, customerId: string): Promise<ReleaseRow | undefined> {
    const rows = await runSingle(() => releaseHolds(pool, sale.event.id, [holdId], [customerId]))
    for (const row of rows) settleEnded(current(sale), row)
    return rows[0]
  }

  function settleEnded(sale: Sale, row: ReleaseRow): void {
    const hold = sale.holds.get(row.holdId)
    if (hold === undefined) return
    if (row.state === 'live') {
      // Another server has extended it.
      hold.expiresAtMs = row.expiresAt.getTime()
      hold.expiresAt = row.expiresAt.toISOString()
      hold.orderId = row.orderId
      sale.lapses.push(hold)
      return
    }
    if (row.state === 'sold') {
      emit.change(sale.event.id, sale.availability.sell(hold.seats, hold.id))
      end(sale, hold, 'sold')
      return
    }
    emit.change(sale.event.id, sale.availability.free(hold.seats, hold.id))
    end(sale, hold, row.state)
  }

  async function sweep(): Promise<number> {
    let nextMs = Number.POSITIVE_INFINITY
    for (const sale of [...sales.values()]) {
      lapse(sale)
      while (sale.due.length > 0) {
        const batch = sale.due.splice(0, inventoryLimits.sweepHolds).filter((hold) => hold.live)
        if (batch.length === 0) continue
        try {
          const ids = batch.map((hold) => hold.id)
          const rows = await releaseHolds(pool, sale.event.id, ids, null)
          for (const row of rows) settleEnded(sale, row)
          const found = new Set(rows.map((row) => row.holdId))
          for (const hold of batch) if (!found.has(hold.id)) end(sale, hold, 'expired')
        } catch (cause) {
          sale.due.push(...batch)
          throw cause
        }
      }
      nextMs = Math.min(nextMs, sale.lapses.nextMs())
    }
    const pauseMs = nextMs - clock.nowMs()
    return Math.min(Math.max(pauseMs, inventoryLimits.sweepMinPauseMs), inventoryLimits.sweepMaxPauseMs)
  }

  async function cancel(
    asked: Sale,
    orderId: string,
    customerIds: readonly string[],
  ): Promise<CancelVerdict> {
    const verdict = await runSingle(() => cancelOrder(pool, asked.event.id, orderId, customerIds))
    if (verdict.code !== 'CANCELLED') return verdict
    const sale = current(asked)
    emit.change(sale.event.id, sale.availability.free(verdict.freed, verdict.holdId))
    const hold = sale.holds.get(verdict.holdId)
    if (hold !== undefined) end(sale, hold, 'released')
    else emit.order({ eventId: sale.event.id, orderId, customerId: verdict.customerId, state: 'cancelled' })
    return verdict
  }

  async function rebuild(eventId: string): Promise<{ drift: number }> {
    const sale = sales.get(eventId) ?? (await open(eventId))
    if (sale === undefined) return { drift: 0 }
    const { change, clock: reading } = await readClaims(pool, sale)
    clock.observe(reading)
    for (const hold of sale.holds.values()) holds.set(hold.id, hold)
    emit.change(eventId, change)
    if (change.drift > 0) parts.onDrift?.(eventId, change.drift)
    return { drift: change.drift }
  }

  /** An outcome is unknown, or the copy was found wrong: reads the event anew, soon, until that has worked. */
  function doubt(eventId: string, pauseMs: number = inventoryLimits.doubtPauseMs): void {
    if (doubted.has(eventId)) return
    doubted.add(eventId)
    setTimeout(() => {
      doubted.delete(eventId)
      rebuild(eventId).catch((cause) => {
        parts.onFault?.(`event ${eventId} could not be read anew`, cause)
        doubt(eventId, Math.min(pauseMs * 2, inventoryLimits.doubtMaxPauseMs))
      })
    }, pauseMs).unref()
  }

  async function reload(eventId: string): Promise<void> {
    const old = sales.get(eventId)
    if (old === undefined) return
    // From here on everyone waits for the new sale; those who were let in by the old one finish there first.
    sales.delete(eventId)
    const fresh = Promise.all([old.claims.idle(), old.freeSales.idle(), old.paidSales.idle()]).then(() =>
      openSale(eventId, {
        pool,
        startVersion: Math.max(parts.nowMs() * 1000, old.version + 1),
        onBatch: parts.onBatch ?? (() => {}),
      }),
    )
    const done = fresh
      .then((sale) => {
        if (sale === undefined) return undefined
        sales.set(eventId, sale)
        for (const hold of sale.holds.values()) holds.set(hold.id, hold)
        emit.event(sale)
        return sale
      })
      .finally(() => opening.delete(eventId))
    opening.set(eventId, done)
    await done
  }

  return {
    ...news,
    sale(eventId) {
      const sale = sales.get(eventId)
      return sale === undefined ? open(eventId) : Promise.resolve(sale)
    },
    loaded: (eventId) => sales.get(eventId),
    hold,
    liveHold: (holdId) => holds.get(holdId),
    sell,
    openOrder: openPayment,
    release,
    cancel,
    sweep,
    rebuild,
    reload,
    apply: (sale, change) => emit.change(sale.event.id, change(sale.availability)),
    adopt(guestId, userId) {
      for (const hold of holds.values()) if (hold.customerId === guestId) hold.customerId = userId
    },
    nowMs: clock.nowMs,
  }
}
