import { checkPlan } from '../../server/domain/check-plan.ts'
import { indexPlan, type SeatIndex } from '../../server/domain/seat-index.ts'
import { createUuidMaker } from '../../server/ids.ts'
import type {
  Availability,
  Change,
  LedgerReading,
  SeatRefusal,
  Wish,
} from '../../server/inventory/availability.ts'
import { createSharedSeats } from '../../server/inventory/shared/shared-seats.ts'
import type { Redis } from '../../server/redis/redis.ts'

export const uuid = createUuidMaker()

/** Rows of ordinary seats behind each other with a stage in front, and standing areas; seats in index order. */
export function hall(rows: readonly number[], areas: readonly number[] = []): SeatIndex {
  const verdict = checkPlan({
    name: 'Hall',
    categories: [{ name: 'A' }, { name: 'B' }, { name: 'Standing' }],
    zones: [
      {
        name: 'Hall',
        rows: rows.map((seats, row) => ({
          row_number: `${row + 1}`,
          position: { x: 0, y: 60 + row * 25 },
          seats: Array.from({ length: seats }, (_, seat) => ({
            seat_guid: `${row}-${seat}`,
            seat_number: `${seat + 1}`,
            position: { x: 20 * seat, y: 0 },
            category: row % 2 === 0 ? 'A' : 'B',
          })),
        })),
        areas: [
          {
            shape: 'rectangle',
            position: { x: 20, y: 0 },
            rectangle: { width: 180, height: 20 },
            text: { text: 'Stage' },
          },
          ...areas.map((capacity, at) => ({
            shape: 'circle',
            circle: { radius: 50 },
            admission: { id: `area-${at}`, capacity, category: 'Standing' },
          })),
        ],
      },
    ],
  })
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.faults))
  return indexPlan(verdict.plan)
}

interface Claim {
  holdId: string | null
  state: number
  expiresAtMs: number
}

/** What the ledger decides, in a map: who has which seat. The one truth that several copies are tried against. */
export function createLedger() {
  const claims = new Map<number, Claim>()
  return {
    claims,
    /** The seats that somebody else has; none of them when the claim was granted. */
    claim(seats: readonly number[], holdId: string, expiresAtMs: number): number[] {
      const taken = seats.filter((seat) => {
        const claim = claims.get(seat)
        return claim !== undefined && (claim.state !== 1 || claim.expiresAtMs > Date.now())
      })
      if (taken.length === 0) for (const seat of seats) claims.set(seat, { holdId, state: 1, expiresAtMs })
      return taken
    },
    sell(seats: readonly number[], holdId: string): void {
      for (const seat of seats) claims.set(seat, { holdId, state: 2, expiresAtMs: Number.POSITIVE_INFINITY })
    },
    free(seats: readonly number[], holdId: string | null): void {
      for (const seat of seats) if (claims.get(seat)?.holdId === holdId) claims.delete(seat)
    },
    read(): LedgerReading {
      const held = [...claims].filter(([, { state }]) => state === 1)
      const ends = new Map(held.map(([, { holdId, expiresAtMs }]) => [holdId!, new Date(expiresAtMs)]))
      return {
        claims: [...claims].map(([seat, { holdId, state }]) => ({ seat, holdId, state })),
        holds: [...ends].map(([id, expiresAt]) => ({ id, expiresAt })),
      }
    },
  }
}

export type Ledger = ReturnType<typeof createLedger>

export interface SeatServer {
  readonly availability: Availability
  /** All that was announced. */
  readonly changes: readonly Change[]
  readonly figures: () => ReturnType<ReturnType<typeof createSharedSeats>['figures']>
  rebuild(): Promise<{ drift: number }>
  /** From the wish to the ledger's verdict. Waits, as the engine does, while there are only candidates of others. */
  hold(wish: Wish, expiresAtMs?: number): Promise<{ holdId: string; seats: number[] } | SeatRefusal>
}

export interface SeatServerOptions {
  redis: Redis
  index: SeatIndex
  ledger: Ledger
  eventId: string
  locked?: readonly string[]
  /** Awaited between the choice and the ledger's verdict. */
  beforeClaim?: () => Promise<void>
}

/** One server's copy of an event, joined to the others in Redis; it rebuilds when it is told that it should. */
export async function seatServer(options: SeatServerOptions): Promise<SeatServer> {
  const { redis, index, ledger, eventId } = options
  const changes: Change[] = []
  const seats = createSharedSeats({ redis, nowMs: Date.now, onDirty: () => void rebuild().catch(() => {}) })
  const availability = seats.create({
    eventId,
    index,
    planVersion: 1,
    locked: options.locked ?? [],
    startVersion: Date.now() * 1000,
    onChange: (change) => changes.push(change),
  })
  const rebuild = () =>
    availability.rebuild(
      async () => ledger.read(),
      () => {},
    )
  await rebuild()
  return {
    availability,
    changes,
    figures: seats.figures,
    rebuild,
    async hold(wish, expiresAtMs = Date.now() + 600_000) {
      for (;;) {
        const taken = await availability.take(wish)
        if (taken.code === 'UNDECIDED') {
          const settled = await availability.settled(taken.moment, 10_000)
          if (settled === 'UNDECIDED') throw new Error('a claim stays undecided')
          if (settled === 'KEPT' && taken.found !== null && !availability.isDegraded) return taken.found
          continue
        }
        if (taken.code !== 'CANDIDATES') {
          if (!availability.isDegraded || taken.code === 'SEATS_TAKEN') return taken
          await rebuild()
          const again = await availability.take(wish)
          if (again.code === 'CANDIDATES') await availability.giveBack(again.ticket, again.seats)
          else if (again.code !== 'UNDECIDED') return again
          continue
        }
        await options.beforeClaim?.()
        const holdId = uuid()
        const lost = ledger.claim(taken.seats, holdId, expiresAtMs)
        if (lost.length === 0) {
          await availability.keep(taken.ticket, taken.seats, holdId, expiresAtMs)
          return { holdId, seats: taken.seats }
        }
        await availability.giveBack(taken.ticket, taken.seats, lost)
        if ('seats' in wish) return { code: 'SEATS_TAKEN', seats: lost }
      }
    },
  }
}
