import type { Inventory } from '../inventory/inventory.ts'
import { clusterLimits } from '../limits/cluster-limits.ts'
import { type Repeating, repeat } from './repeat.ts'

/** Keeps copies near the ledger while this server cannot hear the others. Each server does so for its own. */
export function startTendingCopies(
  inventory: Pick<Inventory, 'tendCopies'>,
  onFault: (cause: unknown) => void,
): Repeating {
  const pauseMs = clusterLimits.tendCopiesMs
  const tend = () => inventory.tendCopies().then(() => pauseMs)
  return repeat(tend, { firstMs: pauseMs, faultPauseMs: pauseMs, onFault })
}
