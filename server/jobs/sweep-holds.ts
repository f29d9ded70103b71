import type { Inventory } from '../inventory/inventory.ts'
import { inventoryLimits } from '../limits/inventory-limits.ts'
import { type Repeating, repeat } from './repeat.ts'

/**
 * Ends holds whose time is over, in the ledger and for everyone who is watching, as soon as the next one is due and at least
 * once a second. Nothing depends on it but the news: an unswept seat is free to whoever claims it.
 */
export function startSweeping(
  inventory: Pick<Inventory, 'sweep'>,
  onFault: (cause: unknown) => void,
): Repeating {
  return repeat(() => inventory.sweep(), {
    firstMs: 0,
    faultPauseMs: inventoryLimits.sweepMaxPauseMs,
    onFault,
  })
}
