import { randomBytes } from 'node:crypto'
import type { Redis } from '../../redis/redis.ts'
import type { Availability, CreateAvailability } from '../availability.ts'
import { createSharedAvailability } from './shared-availability.ts'

/** Availability that several servers share through Redis. */
export interface SharedSeats {
  /** As the memory's: `rebuild` fills it, from Redis if another server has filled that already. */
  readonly create: CreateAvailability
  figures(): SharedSeatsFigures
}

/** For whoever watches the server; counted since the start. */
export interface SharedSeatsFigures {
  /** Events that are sold from this server's own copy now, because Redis cannot be asked or has to be made right first. */
  readonly degraded: number
  readonly wishes: number
  readonly scripts: number
  /** Seats that another server had taken in the moment in which this one chose them. */
  readonly conflicts: number
  /** Times that a copy was read anew from Redis because messages were missed. */
  readonly snapshots: number
}

export interface SharedSeatsParts {
  redis: Redis
  /** By the ledger's clock, as near as known. */
  nowMs: () => number
  /**
   * An event has to be made right in Redis: it changed while Redis could not be told, or what Redis has is in doubt. Calls for
   * the event's `rebuild`; called again, with a pause, until that has worked.
   */
  onDirty: (eventId: string) => void
}

export function createSharedSeats({ redis, nowMs, onDirty }: SharedSeatsParts): SharedSeats {
  const origin = randomBytes(8)
  const open = new Set<Availability>()
  const counted = { wishes: 0, scripts: 0, conflicts: 0, snapshots: 0 }
  return {
    create(options) {
      const availability = createSharedAvailability(options, {
        redis,
        origin,
        nowMs,
        onDirty,
        onScript(wishes) {
          counted.scripts += 1
          counted.wishes += wishes
        },
        onConflict() {
          counted.conflicts += 1
        },
        onSnapshot() {
          counted.snapshots += 1
        },
        onClose: () => open.delete(availability),
      })
      open.add(availability)
      return availability
    },
    figures() {
      const degraded = [...open].filter(({ isDegraded }) => isDegraded).length
      return { degraded, ...counted }
    },
  }
}
