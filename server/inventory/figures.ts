import type { SaleFigures } from '../observe/measure-sale.ts'
import type { Sales } from './sales.ts'

/** How this server's copies stand, summed over its events. */
export function readFigures(sales: Sales): SaleFigures {
  const all = sales.all()
  return {
    events: all.length,
    liveHolds: sales.holds.size,
    rebuilds: sales.rebuilds,
    queued: all.reduce((sum, { claims, freeSales }) => sum + claims.queued + freeSales.queued, 0),
  }
}
