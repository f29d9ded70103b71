import { checkPlan } from '../domain/check-plan.ts'
import { indexPlan } from '../domain/seat-index.ts'
import { inventoryLimits } from '../limits.ts'
import type { Tracer } from '../observe/traces.ts'
import type { Pool } from '../postgres/pool.ts'
import { type ClaimJob, claimSeats } from '../sql/claim-seats.ts'
import { type LiveHoldRow, type LoadedClaims, loadClaims } from '../sql/load-claims.ts'
import { loadSale } from '../sql/load-sale.ts'
import { type SellJob, type SellVerdict, sellHolds } from '../sql/sell-holds.ts'
import { type Change, createAvailability } from './availability.ts'
import { createGroupCommit } from './group-commit.ts'
import { createLapseQueue } from './lapse-queue.ts'
import { runBatch } from './run-batch.ts'
import type { LiveHold, Sale } from './sale.ts'

export interface OpenSaleParts {
  pool: Pool
  startVersion: number
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
  const availability = createAvailability(index, parts.startVersion, event.locked_categories)
  const bounds = {
    maxBatchJobs: inventoryLimits.batchJobs,
    maxQueuedJobs: inventoryLimits.queuedJobs,
    maxBatchesInFlight: inventoryLimits.batchesInFlight,
  }
  const claim = (jobs: ClaimJob[]) => runBatch(jobs, (some) => claimSeats(pool, eventId, some))
  const traced = (tracer: Tracer) => (jobs: ClaimJob[]) =>
    tracer.batch('claim', jobs, (statement) =>
      runBatch(jobs, (some) => statement(some.length, () => claimSeats(pool, eventId, some))),
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
    waiting: false,
    claims: createGroupCommit({
      ...bounds,
      keyOf: (job) => job.customerId,
      run: parts.tracer === undefined ? claim : traced(parts.tracer),
      onBatch: (jobs, ms) => parts.onBatch('claim', jobs, ms),
    }),
    freeSales: createGroupCommit<SellJob, SellVerdict>({
      ...bounds,
      keyOf: (job) => job.customerId,
      run: (jobs) => runBatch(jobs, (some) => sellHolds(pool, eventId, some)),
      onBatch: (jobs, ms) => parts.onBatch('sell', jobs, ms),
    }),
  }
  enterClaims(sale, await loadClaims(pool, eventId), availability.mark(), [])
  return sale
}

/**
 * Enters the ledger's claims into a sale, also in the middle of it: what changed since `mark`, taken before they were read, is
 * newer than they are and is left alone. `known` are the holds there were then. Synchronous, so that the news of it
 * follows before any other.
 */
export function enterClaims(
  sale: Sale,
  { claims, holds, waiting }: LoadedClaims,
  mark: number,
  known: readonly LiveHold[],
): Change & { drift: number } {
  sale.waiting = waiting
  const change = sale.availability.replace(claims, mark)
  const there = new Set(holds.map((hold) => hold.id))
  for (const hold of holds)
    if (!sale.holds.has(hold.id) && sale.availability.holdOf(hold.seats[0]!) === hold.id)
      remember(sale, fromRow(sale, hold))
  for (const hold of known) if (hold.live && !there.has(hold.id)) forget(sale, hold)
  return change
}

export function remember(sale: Sale, hold: LiveHold): void {
  sale.holds.set(hold.id, hold)
  sale.lapses.push(hold)
}

export function forget(sale: Sale, hold: LiveHold): void {
  hold.live = false
  sale.holds.delete(hold.id)
}

function fromRow(sale: Sale, row: LiveHoldRow): LiveHold {
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
  }
}
