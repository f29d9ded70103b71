import { waitlistLimits } from '../limits/waitlist-limits.ts'

/** Looks after events that somebody waits for; at once when the server starts, which may be after another one's end. */
export function startTendingWaitlists(
  inventory: { tendWaiting(): Promise<void> },
  onFault: (cause: unknown) => void,
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  let isDue = false

  const again = () => {
    if (isDue) return
    isDue = true
    running = running.then(() => {
      isDue = false
      return inventory.tendWaiting().catch(onFault)
    })
  }
  again()
  const timer = setInterval(again, waitlistLimits.tendMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
