import { mailLimits } from '../limits/mail-limits.ts'

/** Reminds of events that are near, and deletes old mail. Several servers may: a reminder is a row that is there once. */
export function startTendingOutbox(
  outbox: { remind(): Promise<number>; sweep(): Promise<number> },
  on: { reminded(): void; fault(cause: unknown): void },
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()

  async function tend(): Promise<void> {
    try {
      if ((await outbox.remind()) > 0) on.reminded()
      await outbox.sweep()
    } catch (cause) {
      on.fault(cause)
    }
  }

  const again = () => {
    running = running.then(tend)
  }
  again()
  const timer = setInterval(again, mailLimits.tendEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
