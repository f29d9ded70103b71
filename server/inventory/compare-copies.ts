import { clusterLimits } from '../limits/cluster-limits.ts'
import type { Sale } from './sale.ts'
import type { Sales } from './sales.ts'

interface ComparingParts {
  sales: Pick<Sales, 'all' | 'rebuild'>
  /** Whether somebody is looking at the event's seats by way of this server. */
  isWatched(eventId: string): boolean
  nowMs(): number
}

/**
 * Bounds how long a shared copy can be wrong without anybody's knowing: what a server that died has not told, or what was told so
 * late that nothing remembers what overtook it. Events that are in use are read from the ledger about once a minute, each by one
 * server. An event that nobody looks at and in which nothing has changed costs nothing.
 */
export function createComparing({ sales, isWatched, nowMs }: ComparingParts): () => Promise<void> {
  const { compareEveryMs, comparedAtOnce } = clusterLimits
  /** When to look at a copy again, and what it was when it was looked at. One that was just read begins with that. */
  const looked = new WeakMap<Sale, { nextMs: number; version: number }>()

  function isDue(sale: Sale): boolean {
    const last = looked.get(sale)
    if (last !== undefined && last.nextMs > nowMs()) return false
    looked.set(sale, { nextMs: nowMs() + compareEveryMs, version: sale.version })
    if (last === undefined) return false
    return sale.version !== last.version || sale.holds.size > 0 || isWatched(sale.event.id)
  }

  /** To be called about once a second. */
  return async function compare() {
    let compared = 0
    for (const sale of sales.all()) {
      if (compared >= comparedAtOnce) return
      if (!isDue(sale)) continue
      compared += 1
      if (await sale.availability.claimComparison(compareEveryMs)) await sales.rebuild(sale.event.id)
    }
  }
}
