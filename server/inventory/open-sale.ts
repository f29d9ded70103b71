import { checkPlan } from '../domain/check-plan.ts'
import { indexPlan } from '../domain/seat-index.ts'
import { inventoryLimits } from '../limits/inventory-limits.ts'
import type { Tracer } from '../observe/traces.ts'
import type { Pool } from '../postgres/pool.ts'
import { type ClaimJob, claimSeats } from '../sql/claim-seats.ts'
import { type LiveHoldRow, type LoadedClaims, loadClaims } from '../sql/load-claims.ts'
import { loadSale } from '../sql/load-sale.ts'
import { type SellJob, type SellVerdict, sellHolds } from '../sql/sell-holds.ts'
import type { Change, CreateAvailability } from './availability.ts'
import { createGroupCommit } from './group-commit.ts'
import { createLapseQueue } from './lapse-queue.ts'
import { claimRecovery, saleRecovery } from './resolve-outcome.ts'
import { runBatch } from './run-batch.ts'
import type { LeftBehind, LiveHold, Sale } from './sale.ts'

export interface OpenSaleParts {
  pool: Pool
  startVersion: number
  createAvailability: CreateAvailability
  /** No other server shares the sale: whatever hold is found, it is for this one to end. */
  isAlone: boolean
  /** Told of what changes once the event has been read. */
  onChange: (change: Change) => void
  onBatch: (kind: 'claim' | 'sell', jobs: number, ms: number) => void
  tracer?: Tracer
}

/** Reads an event, its plan and its claims from the ledger. Undefined when there is no such event. */
export async function openSale(eventId: string, parts: OpenSaleParts): Promise<Sale | undefined> {
  const { pool } = parts
  const loaded = await loadSale(pool, eventId)
  if (loaded === undefined) return undefined
  const { event, document, seatOrder } = loaded
  const checked = checkPlan(document)
  if (!checked.ok)
    throw new Error(`the stored plan of event ${eventId} is broken: ${checked.faults[0]?.message}`)
  const index = indexPlan(checked.plan, seatOrder ?? undefined)
  let isRead = false
  const availability = parts.createAvailability({
    eventId,
    index,
    planVersion: event.plan_version,
    locked: event.locked_categories,
    startVersion: parts.startVersion,
    onChange(change) {
      if (isRead) parts.onChange(change)
    },
  })
  const bounds = {
    maxBatchJobs: inventoryLimits.batchJobs,
    maxQueuedJobs: inventoryLimits.queuedJobs,
    maxBatchesInFlight: inventoryLimits.batchesInFlight,
    overlapJobs: inventoryLimits.overlapJobs,
  }
  const recovery = claimRecovery(pool, eventId)
  const sellRecovery = saleRecovery(pool, eventId)
  const claim = (jobs: ClaimJob[]) => runBatch(jobs, (some) => claimSeats(pool, eventId, some), recovery)
  const traced = (tracer: Tracer) => (jobs: ClaimJob[]) =>
    tracer.batch('claim', jobs, (statement) =>
      runBatch(jobs, (some) => statement(some.length, () => claimSeats(pool, eventId, some)), recovery),
    )
  const sale: Sale = {
    event,
    index,
    prices: index.categories.map(({ name }) => event.prices[name] ?? 0),
    get version() {
      return availability.version
    },
    states: availability.states,
    get counts() {
      return availability.counts
    },
    freeByCategory: availability.freeByCategory,
    freeByArea: availability.freeByArea,
    availability,
    holds: new Map(),
    lapses: createLapseQueue<LiveHold>((hold) => hold.live),
    due: [],
    leftBehind: createLapseQueue<LeftBehind>(({ hold }) => hold.live),
    waiting: false,
    readings: new Set(),
    claims: createGroupCommit({
      ...bounds,
      keyOf: (job) => job.customerId,
      run: parts.tracer === undefined ? claim : traced(parts.tracer),
      onBatch: (jobs, ms) => parts.onBatch('claim', jobs, ms),
    }),
    freeSales: createGroupCommit<SellJob, SellVerdict>({
      ...bounds,
      keyOf: (job) => job.customerId,
      run: (jobs) => runBatch(jobs, (some) => sellHolds(pool, eventId, some), sellRecovery),
      onBatch: (jobs, ms) => parts.onBatch('sell', jobs, ms),
    }),
  }
  await readClaims(sale, parts.isAlone, () => loadClaims(pool, eventId)).catch((cause) => {
    availability.close()
    throw cause
  })
  isRead = true
  return sale
}

/**
 * Reads the ledger's claims into a sale, also in the middle of it: what has changed since the reading began is newer, and is left
 * alone. Holds that ended meanwhile are not brought back by it, and those that it does not have any more are forgotten.
 */
export async function readClaims(
  sale: Sale,
  isAlone: boolean,
  read: () => Promise<LoadedClaims>,
): Promise<{ drift: number; forgotten: LiveHold[] }> {
  const known = [...sale.holds.values()]
  const ended = new Set<string>()
  const forgotten: LiveHold[] = []
  sale.readings.add(ended)
  try {
    const { drift } = await sale.availability.rebuild(read, ({ holds, waiting }) => {
      sale.waiting = waiting
      const there = new Set(holds.map((hold) => hold.id))
      for (const hold of holds)
        if (!sale.holds.has(hold.id) && !ended.has(hold.id)) remember(sale, fromRow(sale, hold, isAlone))
      for (const hold of known) {
        if (!hold.live || there.has(hold.id)) continue
        forget(sale, hold)
        forgotten.push(hold)
      }
    })
    return { drift, forgotten }
  } finally {
    sale.readings.delete(ended)
  }
}

export function remember(sale: Sale, hold: LiveHold): void {
  sale.holds.set(hold.id, hold)
  sale.lapses.push(hold)
}

export function forget(sale: Sale, hold: LiveHold): void {
  hold.live = false
  sale.holds.delete(hold.id)
  for (const ended of sale.readings) ended.add(hold.id)
}

function fromRow(sale: Sale, row: LiveHoldRow, isOurs: boolean): LiveHold {
  return {
    id: row.id,
    eventId: sale.event.id,
    customerId: row.customerId,
    seats: row.seats,
    amounts: row.amounts,
    total: row.total,
    expiresAtMs: row.expiresAt.getTime(),
    expiresAt: row.expiresAt.toISOString(),
    orderId: row.orderId,
    code: row.code,
    live: true,
    isOurs,
  }
}
