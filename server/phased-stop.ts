import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from './observe/log.ts'

/** One step of stopping. A step that fails or takes too long does not keep the next from running. */
export interface Phase {
  name: string
  timeoutMs: number
  run(): void | Promise<void>
}

/** Runs the phases one after the other. Returns the names of those that failed or were late. */
export async function stopInPhases(phases: Phase[], log: Log): Promise<string[]> {
  const troubled: string[] = []
  for (const { name, timeoutMs, run } of phases) {
    const timer = new AbortController()
    const late = pause(timeoutMs, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const)
    try {
      const outcome = await Promise.race([Promise.resolve(run()), late])
      if (outcome === 'late') {
        troubled.push(name)
        log.warn({ phase: name, timeoutMs }, 'A phase of stopping took too long; going on without it')
      }
    } catch (error) {
      troubled.push(name)
      log.error({ phase: name, error }, 'A phase of stopping failed; going on')
    } finally {
      timer.abort()
    }
  }
  return troubled
}
