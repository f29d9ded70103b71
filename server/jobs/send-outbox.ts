import { mailLimits } from '../limits/mail-limits.ts'
import type { Outbox } from '../mail/outbox.ts'

export interface SendingMail {
  /** Something has just been put into the outbox, and is committed. */
  wake(): void
  stop(): Promise<void>
}

/**
 * Sends mail as it becomes due: at once when this server has put it there, else when the next one is due, and now and then
 * in any case, because other servers put mail there, too.
 */
export function startSendingMail(
  outbox: Outbox,
  listen: { onStanding(due: number, oldestMs: number): void; onFault(cause: unknown): void },
): SendingMail {
  let stopped = false
  let woken = false
  let wakeUp: () => void = () => {}

  function sleep(ms: number): Promise<void> {
    if (woken || stopped || ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        setTimeout(resolve, stopped ? 0 : mailLimits.gatherMs)
        wakeUp = () => {}
      }
    })
  }

  /** How long there is nothing to do. */
  async function round(): Promise<number> {
    try {
      if ((await outbox.sendBatch()) > 0) return 0
      const { due, oldestMs, nextMs } = await outbox.standing()
      listen.onStanding(due, oldestMs)
      return Math.min(nextMs ?? mailLimits.pollMs, mailLimits.pollMs)
    } catch (cause) {
      listen.onFault(cause)
      return mailLimits.faultPauseMs
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false
      await sleep(await round())
    }
  }

  const running = run()
  return {
    wake() {
      woken = true
      wakeUp()
    },
    async stop() {
      stopped = true
      wakeUp()
      await running
    },
  }
}
