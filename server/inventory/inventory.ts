import { UnavailableFault } from '../domain/fault.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Wish as SeatWish } from '../domain/picker.ts'
import { clusterLimits } from '../limits/cluster-limits.ts'
import { databaseLimits } from '../limits/database-limits.ts'
import { inventoryLimits } from '../limits/inventory-limits.ts'
import type { SaleFigures } from '../observe/measure-sale.ts'
import type { Tracer } from '../observe/traces.ts'
import type { Pool } from '../postgres/pool.ts'
import type { Redis } from '../redis/redis.ts'
import type { ClaimVerdict } from '../sql/claim-seats.ts'
import { type ExtendJob, type ExtendVerdict, extendHold } from '../sql/extend-hold.ts'
import { type ReleaseRow, releaseHolds } from '../sql/release-holds.ts'
import type { Taken, Wish } from './availability.ts'
import { createComparing } from './compare-copies.ts'
import { createConfirming } from './confirm-refusals.ts'
import { createDatabaseClock } from './database-clock.ts'
import { createEndings } from './endings.ts'
import { readFigures } from './figures.ts'
import { createSeatFreeing, type SeatFreeing } from './free-seats.ts'
import { createHearing } from './hear-news.ts'
import { holdEquivalents } from './hold-equivalents.ts'
import { createHoldOnce } from './hold-once.ts'
import type { Granted, HoldOutcome, HoldRefusal, HoldRequest } from './hold-request.ts'
import { createLearnHold } from './learn-hold.ts'
import { createMemoryAvailability } from './memory-availability.ts'
import { createNews, type News } from './news.ts'
import { remember } from './open-sale.ts'
import { createOrderActs, type OrderActs } from './order-acts.ts'
import { type PreviewRefusal, previewSeats } from './preview-seats.ts'
import { createRecentKeys } from './recent-keys.ts'
import { createRelay } from './relay-news.ts'
import { runSingle } from './run-batch.ts'
import { asksForCodes, categoriesOf, isSurelyNotOnSale, type LiveHold, type Sale } from './sale.ts'
import { createSales } from './sales.ts'
import { createSharedSeats, type SharedSeatsFigures } from './shared/shared-seats.ts'
import { createPositionNews } from './tell-positions.ts'
import { createCopyTending } from './tend-copies.ts'
import { allTold } from './told.ts'
import { traceHolds } from './trace-holds.ts'
import { type Asking, createTruthfulRefusals } from './truthful-refusals.ts'
import { createWaitlistActs, type WaitlistActs } from './waitlist-acts.ts'

export type { Granted, HoldOutcome, HoldRefusal, HoldRequest }

export interface InventoryParts {
  pool: Pool
  uuid: () => string
  nowMs: () => number
  onBatch?: (kind: 'claim' | 'sell', jobs: number, ms: number) => void
  /** Told when the ledger refuses a claim because the copy was behind. */
  onCorrection?: () => void
  /** Told when a rebuild finds seats that availability had wrong. */
  onDrift?: (eventId: string, seats: number) => void
  onFault?: (message: string, cause: unknown) => void
  /** What this server shares the sales through with others; undefined where it is alone. */
  redis?: Redis | undefined
  /** Whether somebody is looking at an event's seats by way of this server. */
  isWatched?: (eventId: string) => boolean
  /** Undefined: nobody listens, and nothing is traced. */
  tracer?: Tracer
}

/** The one door: everything that takes, sells or frees a seat goes through here. See README.md beside this file. */
export interface Inventory extends News, OrderActs, WaitlistActs {
  /** Loads the event at the first use. Undefined when there is no such event. */
  sale(eventId: string): Promise<Sale | undefined>
  /** The event's sale if it is loaded: the hot path asks this first, and waits for nothing. */
  loaded(eventId: string): Sale | undefined
  /** What can be refused from memory is refused at once; for the rest, a promise. */
  hold(sale: Sale, request: HoldRequest): HoldOutcome | Promise<HoldOutcome>
  /** What would be chosen for a wish now, `except` left out: a hint from the copy. Nothing is taken. */
  preview(sale: Sale, wish: SeatWish, except: readonly number[]): Promise<Outcome<number[], PreviewRefusal>>
  /** A live hold that this server knows. Undefined says nothing about the ledger. */
  liveHold(holdId: string): LiveHold | undefined
  /** More time for a live hold, by the event's rules; the copy's hold ends later from then on. */
  extend(sale: Sale, job: ExtendJob): Promise<ExtendVerdict>
  /** The verdict on one hold, undefined when the customer has no such hold. */
  release(sale: Sale, holdId: string, customerId: string): Promise<ReleaseRow | undefined>
  /** Ends holds whose time is over. Says when to come again, in ms from now. */
  sweep(): Promise<number>
  /** Throws the copy of an event away and reads it again from the ledger, in mid-sale if need be. */
  rebuild(eventId: string): Promise<{ drift: number }>
  /** Keeps near the ledger what cannot be heard from other servers, and compares what is shared with it. To be called about once a second. */
  tendCopies(): Promise<void>
  /** Another server was lost, and what it did last may be in the ledger only: reads every event anew, soon. */
  doubtAll(): void
  /** Stops listening to other servers, and telling them. */
  close(): void
  /** The event's row or plan has changed: reads it again, here and at every other server. */
  reload(eventId: string): Promise<void>
  /** For acts beside this door that free seats. */
  freeing: SeatFreeing
  /** Leaves a waitlist for somebody, known by their id. */
  giveUpPlace(eventId: string, placeId: string, customerId: string): Promise<void>
  /** A guest's holds have become an account's. */
  adopt(guestId: string, userId: string): void
  /** By the database's clock, as near as known. For countdowns and hints. */
  nowMs(): number
  /** For whoever watches the server. */
  figures(): SaleFigures
  /** Undefined where this server is alone. */
  sharedFigures(): SharedSeatsFigures | undefined
}

export function createInventory(parts: InventoryParts): Inventory {
  const { pool, uuid } = parts
  const onFault = parts.onFault ?? (() => {})
  const clock = createDatabaseClock(parts.nowMs)
  const { redis } = parts
  const relay =
    redis &&
    createRelay({
      bus: redis.bus,
      serverId: uuid(),
      heard: (eventId, told) => hear(eventId, told),
      adopted: ({ guestId, customerId }) => adopt(guestId, customerId),
      missed: (eventId) => copies.missed(eventId),
      onFault,
    })
  const shared =
    redis &&
    createSharedSeats({
      redis,
      nowMs: clock.nowMs,
      onDirty: (eventId) => {
        confirm(eventId).catch((cause) => onFault(`event ${eventId} could not be read anew`, cause))
      },
    })
  const { news, emit } = createNews(relay)
  const sales = createSales({
    pool,
    nowMs: parts.nowMs,
    clock,
    emit,
    createAvailability: shared?.create ?? createMemoryAvailability,
    onBatch: parts.onBatch ?? (() => {}),
    onDrift: parts.onDrift ?? (() => {}),
    onFault,
    relay,
    tracer: parts.tracer,
  })
  const { holds, current, doubt, reload } = sales
  const tellPositions = createPositionNews({ pool, tell: emit.positions, onFault })
  const moved = (eventId: string) => {
    tellPositions(eventId)
    relay?.tell(eventId, { kind: 'moved' })
  }
  const freeing = createSeatFreeing({ pool, uuid, clock, emit, sales, moved })
  const learnHold = createLearnHold(pool, sales)
  const patienceMs = clusterLimits.leftBehindMs + Math.random() * clusterLimits.leftBehindSpreadMs
  const endings = createEndings({ clock, emit, sales, freeing, learnHold, patienceMs })
  const hear = createHearing({
    ...{ sales, emit, tellPositions, reload, onFault },
    remember(eventId, { id, customerId }, { key, hash }) {
      keys.remember(eventId + customerId, key, hash, Promise.resolve(id))
    },
  })
  const confirm = createConfirming({
    rebuild: sales.rebuild,
    everyMs: clusterLimits.confirmEveryMs,
    nowMs: parts.nowMs,
  })
  const isWatched = parts.isWatched ?? (() => false)
  const copies = createCopyTending({ pool, sales, isWatched, read: confirm })
  const refusals = createTruthfulRefusals({ confirm, doubted: copies.doubted, nowMs: parts.nowMs })
  const compare = createComparing({ sales, isWatched, nowMs: parts.nowMs })
  const keys = createRecentKeys(inventoryLimits.recentKeys)

  /** Whether there may be something for this wish after all. Seats that are named are not looked at again. */
  function fits({ availability }: Sale, wish: Wish): boolean {
    return !('seats' in wish) && availability.preview(wish, []).code === 'SEATS'
  }

  /** Most requests of a rush end here, without so much as a promise: a copy that is sure of its "no" has nobody to ask. */
  function claim(sale: Sale, request: HoldRequest): HoldOutcome | Promise<HoldOutcome> {
    const hasCode = (request.code ?? null) !== null
    if (isSurelyNotOnSale(sale, clock.nowMs(), hasCode)) return refuse({ code: 'NOT_ON_SALE' })
    if (sales.loaded(sale.event.id) !== sale) return claimAtLedger(sale, request, null)
    endings.lapse(sale)
    const taken = sale.availability.take(request.wish)
    const isSure = !(taken instanceof Promise) && !sale.availability.isDegraded
    if (isSure && taken.code !== 'CANDIDATES' && taken.code !== 'UNDECIDED') return refuse(taken)
    return claimAtLedger(sale, request, taken)
  }

  /** `first` is what availability has said just now; null: it has not been asked. */
  async function claimAtLedger(
    asked: Sale,
    request: HoldRequest,
    first: Taken | Promise<Taken> | null,
  ): Promise<HoldOutcome> {
    let sale = asked
    let answer = first
    const { event } = sale
    const { wish } = request
    const code = request.code ?? null
    let asking: Asking | null = null
    for (let tries = 1; ; tries += 1) {
      if (sales.loaded(event.id) !== sale) {
        const fresh = await sales.open(event.id)
        if (fresh === undefined) return refuse({ code: 'NOT_FOUND' })
        sale = fresh
        if (asking !== null) asking.standing = null
      }
      if (answer === null) endings.lapse(sale)
      answer ??= sale.availability.take(wish)
      const taken = answer instanceof Promise ? await answer : answer
      answer = null
      if (taken.code !== 'CANDIDATES') {
        if (taken.code !== 'UNDECIDED' && !sale.availability.isDegraded) return refuse(taken)
        asking ??= refusals.asked(wish)
        const refusal = await refusals.judge(sale, taken, asking, () => fits(sale, wish))
        if (refusal !== null) return refuse(refusal)
        continue
      }

      const { seats, ticket } = taken
      const holdId = uuid()
      const amounts = seats.map((seat) => sale.prices[sale.index.categoryOf[seat]!]!)
      const total = amounts.reduce((sum, amount) => sum + amount, 0)
      const { customerId, key, hash } = request
      let verdict: ClaimVerdict
      try {
        const plain = { holdId, customerId, seats, amounts, total, key, hash }
        const job = asksForCodes(sale)
          ? { ...plain, access: { code, categories: categoriesOf(sale, seats) } }
          : plain
        parts.tracer?.follow(request, job)
        verdict = await sale.claims.submit(job)
      } catch (cause) {
        const told = sale.availability.giveBack(ticket, seats)
        doubt(event.id)
        if (told !== undefined) await told
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
          code: asksForCodes(sale) ? code : null,
          live: true,
          isOurs: true,
        }
        // The others hear of the hold before they hear of its seats: who asks again there gets it, not a refusal for its sake.
        emit.holdElsewhere(granted, 'live', key === null || hash === null ? undefined : { key, hash })
        const told = sale.availability.keep(ticket, seats, holdId, granted.expiresAtMs)
        remember(sale, granted)
        holds.set(holdId, granted)
        emit.holdHere(granted, 'live')
        if (told !== undefined) await told
        return ok({ hold: granted, clock: verdict.clock })
      }
      const lost = verdict.code === 'SEATS_TAKEN' ? verdict.seats : []
      const told = sale.availability.giveBack(ticket, seats, lost)
      if (told !== undefined) await told
      switch (verdict.code) {
        case 'SEATS_TAKEN':
          parts.onCorrection?.()
          doubt(event.id)
          // Whoever leaves the choice to us is given other seats instead of the news that another server was quicker.
          if ('seats' in wish) return refuse(verdict)
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

  const hold = createHoldOnce(keys, claim)

  async function extend(sale: Sale, job: ExtendJob): Promise<ExtendVerdict> {
    // Done twice it extends once: the second time the hold ends at another time than was seen.
    const verdict = await runSingle(() => extendHold(pool, sale.event.id, job), { pool, onRepeat: () => {} })
    if ('clock' in verdict) {
      clock.observe(verdict.clock)
      // Also when it was another server that extended it: this one has just learnt of it.
      await endings.prolong(current(sale), job.holdId, verdict.expiresAt, verdict.orderId)
    }
    return verdict
  }

  async function release(sale: Sale, holdId: string, customerId: string): Promise<ReleaseRow | undefined> {
    const end = () =>
      freeing.free(sale, (db, isGuarded) =>
        releaseHolds(db, sale.event.id, [holdId], [customerId], isGuarded),
      )
    let ended = await end()
    // As with a sale: what is asked to end and is live still was being extended in that instant.
    for (
      let tries = 1;
      ended.value[0]?.state === 'live' && tries < databaseLimits.transactionTries;
      tries += 1
    ) {
      await freeing.enter(current(sale), ended.offered)
      ended = await end()
    }
    const { value: rows, offered } = ended
    const settled = rows.map((row) => endings.settle(current(sale), row))
    await allTold([...settled, freeing.enter(current(sale), offered)])
    return rows[0]
  }

  const preview: Inventory['preview'] = (sale, wish, except) =>
    previewSeats({ clock, lapse: endings.lapse, refusals }, sale, wish, except)

  const orderActs = createOrderActs({
    pool,
    clock,
    emit,
    sales,
    endings,
    freeing,
    holdEquivalents: (sale, paymentId) => holdEquivalents({ pool, hold, preview }, sale, paymentId),
    releaseHold: release,
  })

  function adopt(guestId: string, customerId: string): void {
    for (const hold of holds.values()) if (hold.customerId === guestId) hold.customerId = customerId
  }

  const waitlistActs = createWaitlistActs({ pool, uuid, emit, sales, endings, freeing, moved })

  return {
    ...news,
    sale: sales.open,
    loaded: sales.loaded,
    hold: parts.tracer === undefined ? hold : traceHolds(hold, parts.tracer),
    preview,
    liveHold: (holdId) => holds.get(holdId),
    extend,
    release,
    ...orderActs,
    freeing,
    ...waitlistActs,
    async giveUpPlace(eventId, placeId, customerId) {
      const sale = await sales.open(eventId)
      if (sale !== undefined) await waitlistActs.leave(sale, placeId, [customerId])
    },
    sweep: endings.sweep,
    rebuild: sales.rebuild,
    async tendCopies() {
      await copies.tend()
      await compare()
    },
    doubtAll() {
      for (const { event } of sales.all()) sales.doubt(event.id)
    },
    reload(eventId) {
      relay?.tell(eventId, { kind: 'changed' })
      return reload(eventId)
    },
    adopt(guestId, customerId) {
      adopt(guestId, customerId)
      relay?.tellAdoption({ guestId, customerId })
    },
    close() {
      relay?.close()
      sales.close()
    },
    nowMs: clock.nowMs,
    figures: () => readFigures(sales),
    sharedFigures: () => shared?.figures(),
  }
}
