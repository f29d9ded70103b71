import type { Pool } from '../postgres/pool.ts'
import { type EventStamp, readEventStamps } from '../sql/event-stamps.ts'
import type { Sale } from './sale.ts'
import type { Sales } from './sales.ts'

export interface CopyTending {
  /** News of this event may have been missed. */
  missed(eventId: string): void
  /** Somebody was refused a seat by a copy that is not sure of it. */
  doubted(eventId: string): void
  /** Reads anew what this server may not have heard of. Called about once a second. */
  tend(): Promise<void>
}

interface CopyTendingParts {
  pool: Pool
  sales: Sales
  /** Whether somebody is looking at the event's seats by way of this server. */
  isWatched(eventId: string): boolean
  /** Reads the event's claims anew, at most so often. */
  read(eventId: string): Promise<void>
}

/**
 * While other servers cannot be heard the ledger is asked instead: whether an event itself has changed, and of events that
 * somebody looks at or was refused something of, who has what. A copy that nobody uses costs nothing.
 */
export function createCopyTending({ pool, sales, isWatched, read }: CopyTendingParts): CopyTending {
  const missed = new Set<string>()
  const doubted = new Set<string>()

  async function tend(): Promise<void> {
    const unheard = sales.all().filter(({ availability, event }) => {
      return availability.isDegraded || missed.has(event.id)
    })
    missed.clear()
    if (unheard.length === 0) return
    const stamps = await readEventStamps(
      pool,
      unheard.map(({ event }) => event.id),
    )
    const stampOf = new Map(stamps.map((stamp) => [stamp.id, stamp]))
    for (const sale of unheard) {
      const { id } = sale.event
      const isAskedFor = doubted.delete(id) || isWatched(id)
      if (hasChanged(sale, stampOf.get(id))) await sales.reload(id)
      else if (isAskedFor && sale.availability.isDegraded) await read(id)
    }
  }

  return {
    missed(eventId) {
      missed.add(eventId)
      sales.doubt(eventId)
    },
    doubted: (eventId) => doubted.add(eventId),
    tend,
  }
}

function hasChanged({ event }: Sale, stamp: EventStamp | undefined): boolean {
  return (
    stamp !== undefined &&
    (stamp.planVersion !== event.plan_version || stamp.updatedAt.getTime() !== event.updated_at.getTime())
  )
}
