import type { Attended } from '../booking/attend-payments.ts'
import { paymentLimits } from '../limits/payment-limits.ts'

interface ReconcileParts {
  attend(): Promise<Attended>
  /** Tells when something became due, so that nothing has to wait for the next poll. */
  onNudge(listen: () => void): void
  onFailure(failure: Attended['failures'][number]): void
  onFault(cause: unknown): void
}

/**
 * Looks after what is due at the payment providers: at once when this server has written something down, and at least once a
 * second for what other servers left behind. Nothing is lost by its being late or absent; it is all in rows with a due_at.
 */
export function startReconcilingPayments(parts: ReconcileParts): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let again = false

  const run = (): void => {
    clearTimeout(timer)
    if (stopped) return
    if (running !== null) {
      again = true
      return
    }
    running = attend().then((pauseMs) => {
      running = null
      if (again) {
        again = false
        run()
      } else schedule(pauseMs)
    })
  }

  async function attend(): Promise<number> {
    try {
      const { failures, nextMs } = await parts.attend()
      failures.forEach(parts.onFailure)
      return nextMs
    } catch (cause) {
      parts.onFault(cause)
      return paymentLimits.pollMs
    }
  }

  function schedule(pauseMs: number): void {
    if (!stopped) timer = setTimeout(run, pauseMs)
  }

  parts.onNudge(run)
  run()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
