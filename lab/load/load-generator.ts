import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoadPlan, LoadReport } from './load-plan.ts'

export interface LoadGenerator {
  /** One run at a time. Rejects on a fault (nobody there, a connection lost), not on refusals, which are counted. */
  run(plan: LoadPlan): Promise<LoadReport>
  close(): void
}

/** Beyond the time that a plan asks for: connecting, and fetching cookies. */
const graceMs = 60_000

/**
 * A load generator in a process of its own, so that it shares no thread with what it measures. One serves a whole
 * benchmark: the same code, as warm for one contestant as for the next.
 */
export function startLoadGenerator(): LoadGenerator {
  const child = fork(fileURLToPath(new URL('./load-process.ts', import.meta.url)), { execArgv: [] })
  return {
    run: (plan) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void): void => {
          clearTimeout(timer)
          child.off('message', onMessage)
          child.off('exit', onExit)
          act()
        }
        const onMessage = (message: unknown): void => {
          const { report, fault } = message as { report?: LoadReport; fault?: string }
          settle(() => (report ? resolve(report) : reject(new Error(`load on ${plan.url} failed: ${fault}`))))
        }
        const onExit = (code: number | null): void =>
          settle(() => reject(new Error(`the load generator ended with code ${code}`)))
        const timer = setTimeout(
          () => {
            child.kill('SIGKILL')
            settle(() => reject(new Error(`load on ${plan.url} did not end in time`)))
          },
          (plan.warmUpSeconds + plan.seconds) * 1000 + graceMs,
        )
        child.on('message', onMessage)
        child.on('exit', onExit)
        child.send(plan)
      }),
    close: () => {
      if (child.connected) child.disconnect()
    },
  }
}
