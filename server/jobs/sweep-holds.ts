import type { Inventory } from '../inventory/inventory.ts'
import { inventoryLimits } from '../limits.ts'

/**
 * Ends holds whose time is over, in the ledger and for everyone who is watching, as soon as the next one is due and at least
 * once a second. Nothing depends on it but the news: an unswept seat is free to whoever claims it.
 */
export function startSweeping(
  inventory: Pick<Inventory, 'sweep'>,
  onFault: (cause: unknown) => void,
): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  function schedule(pauseMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      running = inventory.sweep().then(schedule, (cause) => {
        onFault(cause)
        schedule(inventoryLimits.sweepMaxPauseMs)
      })
    }, pauseMs)
  }

  schedule(0)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
