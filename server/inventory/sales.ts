import { inventoryLimits } from '../limits/inventory-limits.ts'
import type { Tracer } from '../observe/traces.ts'
import type { Pool } from '../postgres/pool.ts'
import { readEventStamps } from '../sql/event-stamps.ts'
import { loadClaims } from '../sql/load-claims.ts'
import type { Change, CreateAvailability } from './availability.ts'
import type { DatabaseClock } from './database-clock.ts'
import type { Emit } from './news.ts'
import { openSale, readClaims } from './open-sale.ts'
import type { Relay } from './relay-news.ts'
import type { LiveHold, Sale } from './sale.ts'

export interface SalesParts {
  pool: Pool
  nowMs: () => number
  clock: DatabaseClock
  emit: Emit
  createAvailability: CreateAvailability
  onBatch: (kind: 'claim' | 'sell', jobs: number, ms: number) => void
  /** Told when a rebuild finds seats that availability had wrong. */
  onDrift: (eventId: string, seats: number) => void
  onFault: (message: string, cause: unknown) => void
  /** The way to the other servers; undefined where there are none. */
  relay: Pick<Relay, 'follow'> | undefined
  tracer?: Tracer
}

/** The events that this server has in memory: opened at the first use, read anew when they are in doubt or changed. */
export interface Sales {
  /** Live holds of all events, by id. */
  readonly holds: Map<string, LiveHold>
  all(): Sale[]
  loaded(eventId: string): Sale | undefined
  /** The event that is being read just now; undefined when it is not. */
  opening(eventId: string): Promise<Sale | undefined> | undefined
  open(eventId: string): Promise<Sale | undefined>
  /** The copy in force: another than `sale` when the plan was changed while a request was on its way. */
  current(sale: Sale): Sale
  rebuild(eventId: string): Promise<{ drift: number }>
  reload(eventId: string): Promise<void>
  /** An outcome is unknown, or the copy was found wrong: reads the event anew, soon, until that has worked. */
  doubt(eventId: string): void
  /** Done so far. */
  readonly rebuilds: number
  close(): void
}

export function createSales(parts: SalesParts): Sales {
  const { pool, clock, emit } = parts
  const sales = new Map<string, Sale>()
  const opening = new Map<string, Promise<Sale | undefined>>()
  const holds = new Map<string, LiveHold>()
  const doubted = new Set<string>()
  let rebuilds = 0
  /** How to stop hearing other servers' news of an event. */
  const unfollow = new Map<string, () => void>()

  /** Everyone who asks for the event meanwhile waits for this one. */
  function beginOpening(eventId: string, opened: Promise<Sale | undefined>): Promise<Sale | undefined> {
    const done = opened
      .then((sale) => {
        if (sale === undefined) return undefined
        makeRoom()
        sales.set(eventId, sale)
        for (const hold of sale.holds.values()) holds.set(hold.id, hold)
        return sale
      })
      .finally(() => opening.delete(eventId))
    opening.set(eventId, done)
    return done
  }

  function read(eventId: string, startVersion: number): Promise<Sale | undefined> {
    const { createAvailability, onBatch, tracer } = parts
    const onChange = (change: Change) => emit.change(eventId, change)
    const isAlone = parts.relay === undefined
    return openSale(eventId, { pool, startVersion, createAvailability, isAlone, onChange, onBatch, tracer })
  }

  async function open(eventId: string): Promise<Sale | undefined> {
    return sales.get(eventId) ?? opening.get(eventId) ?? beginOpening(eventId, openFollowed(eventId))
  }

  /** Listens to the other servers before it reads: of what changes meanwhile there is news. */
  async function openFollowed(eventId: string): Promise<Sale | undefined> {
    const { relay } = parts
    if (relay !== undefined) {
      if ((await readEventStamps(pool, [eventId])).length === 0) return undefined
      unfollow.set(eventId, await relay.follow(eventId))
    }
    try {
      return await read(eventId, parts.nowMs() * 1000)
    } catch (cause) {
      stopFollowing(eventId)
      throw cause
    }
  }

  function stopFollowing(eventId: string): void {
    unfollow.get(eventId)?.()
    unfollow.delete(eventId)
  }

  function close(): void {
    for (const stop of unfollow.values()) stop()
    for (const sale of sales.values()) sale.availability.close()
  }

  /** Drops the oldest sale in which nothing is going on. It is read again when someone asks for it. */
  function makeRoom(): void {
    if (sales.size < inventoryLimits.sales) return
    for (const [id, sale] of sales) {
      if (sale.holds.size > 0 || sale.claims.queued > 0) continue
      sales.delete(id)
      stopFollowing(id)
      sale.availability.close()
      return
    }
  }

  async function rebuild(eventId: string): Promise<{ drift: number }> {
    const sale = await open(eventId)
    if (sale === undefined) return { drift: 0 }
    const { drift, forgotten } = await readClaims(sale, parts.relay === undefined, async () => {
      const loaded = await loadClaims(pool, eventId)
      clock.observe(loaded.clock)
      return loaded
    })
    for (const hold of sale.holds.values()) holds.set(hold.id, hold)
    for (const hold of forgotten) holds.delete(hold.id)
    rebuilds += 1
    if (drift > 0) parts.onDrift(eventId, drift)
    return { drift }
  }

  function doubt(eventId: string, pauseMs: number = inventoryLimits.doubtPauseMs): void {
    if (doubted.has(eventId)) return
    doubted.add(eventId)
    setTimeout(() => {
      doubted.delete(eventId)
      rebuild(eventId).catch((cause) => {
        parts.onFault(`event ${eventId} could not be read anew`, cause)
        doubt(eventId, Math.min(pauseMs * 2, inventoryLimits.doubtMaxPauseMs))
      })
    }, pauseMs).unref()
  }

  async function reload(eventId: string): Promise<void> {
    await opening.get(eventId)
    const old = sales.get(eventId)
    if (old === undefined) return
    // From here on everyone waits for the new sale; those who were let in by the old one finish there first.
    sales.delete(eventId)
    const quiet = Promise.all([old.claims.idle(), old.freeSales.idle()])
    const startVersion = () => Math.max(parts.nowMs() * 1000, old.version + 1)
    const fresh = await beginOpening(
      eventId,
      quiet.then(() => read(eventId, startVersion())),
    )
    old.availability.close()
    if (fresh === undefined) return
    emit.event(fresh)
    // What was released or cancelled after the new copy was read has gone into the old one only.
    doubt(eventId)
  }

  return {
    holds,
    all: () => [...sales.values()],
    loaded: (eventId) => sales.get(eventId),
    opening: (eventId) => opening.get(eventId),
    open,
    current: (sale) => sales.get(sale.event.id) ?? sale,
    rebuild,
    reload,
    doubt: (eventId) => doubt(eventId),
    get rebuilds() {
      return rebuilds
    },
    close,
  }
}
