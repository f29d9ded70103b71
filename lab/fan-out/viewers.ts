import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Seen, stepsMax, type ViewerAnswer, type ViewerTask } from './viewer-task.ts'

/** People who look at one event, in processes of their own. */
export interface Viewers {
  /** Their processes. */
  readonly pids: readonly number[]
  report(sentUs: ReadonlyMap<number, number>): Promise<Seen>
  leave(): void
}

const answerTimeoutMs = 60_000

/** Resolves when everybody watches. `url` is the live socket's, as `http:`. */
export async function openViewers(url: string, viewers: number, processes: number): Promise<Viewers> {
  const children = Array.from({ length: processes }, () =>
    fork(fileURLToPath(new URL('./viewer-process.ts', import.meta.url)), { execArgv: [] }),
  )
  const leave = (): void => {
    for (const child of children) if (child.connected) child.disconnect()
  }
  try {
    const each = Math.ceil(viewers / processes)
    await Promise.all(children.map((child) => ask(child, { do: 'watch', url, viewers: each })))
  } catch (cause) {
    leave()
    throw cause
  }
  return {
    pids: children.map(({ pid }) => pid!),
    leave,
    async report(sentUs) {
      const answers = await Promise.all(
        children.map((child) => ask(child, { do: 'report', sentUs: [...sentUs] })),
      )
      const all = answers.flatMap((answer) => ('seen' in answer ? [answer.seen] : []))
      return {
        changes: all.reduce((sum, { changes }) => sum + changes, 0),
        steps: Array.from({ length: stepsMax + 1 }, (_, step) =>
          all.reduce((sum, { steps }) => sum + steps[step]!, 0),
        ),
      }
    },
  }
}

function ask(child: ChildProcess, task: ViewerTask): Promise<ViewerAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('viewers did not answer in time')), answerTimeoutMs)
    child.once('message', (message) => {
      clearTimeout(timer)
      const answer = message as ViewerAnswer
      if ('fault' in answer) reject(new Error(answer.fault))
      else resolve(answer)
    })
    child.send(task)
  })
}

/** How many files and sockets a process of this machine may have open; null where the system does not say. */
export function openFilesMax(): number | null {
  if (process.platform !== 'linux') return null
  const found = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
  if (found === undefined) return null
  return found === 'unlimited' ? Number.POSITIVE_INFINITY : Number(found)
}
