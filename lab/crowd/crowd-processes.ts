import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CrowdNews, CrowdTask, FromCrowd, MapSeen, ToCrowd } from './crowd-task.ts'

export interface CrowdProcesses {
  pids: number[]
  /** Plays the shares, one a process. Resolves with the bytes of history when all buyers have gone. */
  play(tasks: readonly CrowdTask[]): Promise<number>
  /** The latest that each process has said; what it logged since the last call is taken out of it. */
  news(): CrowdNews[]
  /** Nobody else comes; who is there already finishes. */
  stop(): void
  look(): Promise<MapSeen[]>
  close(): void
}

const logMax = 200

/** Starts processes for a crowd, so that its buyers share no thread with each other's, nor with who watches them. */
export async function startCrowdProcesses(count: number): Promise<CrowdProcesses> {
  const children = Array.from({ length: count }, () =>
    fork(fileURLToPath(new URL('./crowd-process.ts', import.meta.url)), { execArgv: [] }),
  )
  const latest: (CrowdNews | undefined)[] = children.map(() => undefined)
  const keep = (at: number, news: CrowdNews): void => {
    const log = [...(latest[at]?.log ?? []), ...news.log].slice(0, logMax)
    latest[at] = { ...news, log }
  }
  for (const [at, child] of children.entries()) {
    child.on('message', (message: FromCrowd) => {
      if (message.type === 'news' || message.type === 'done') keep(at, message.news)
    })
  }
  try {
    await Promise.all(children.map((child) => heard(child, 'ready')))
  } catch (cause) {
    for (const child of children) child.kill('SIGKILL')
    throw cause
  }
  const ask = (child: ChildProcess, message: ToCrowd): void => {
    child.send(message)
  }
  return {
    pids: children.flatMap(({ pid }) => pid ?? []),
    async play(tasks) {
      const ended = children.map((child) => heard(child, 'done'))
      for (const [at, child] of children.entries()) ask(child, { type: 'run', task: tasks[at]! })
      const all = await Promise.all(ended)
      return all.reduce((sum, { historyBytes }) => sum + historyBytes, 0)
    },
    news: () =>
      latest.flatMap((news, at) => {
        if (!news) return []
        latest[at] = { ...news, log: [] }
        return [news]
      }),
    stop() {
      for (const child of children) if (child.connected) ask(child, { type: 'stop' })
    },
    async look() {
      const seen = children.map((child) => heard(child, 'map'))
      for (const child of children) ask(child, { type: 'look' })
      return (await Promise.all(seen)).map(({ map }) => map)
    },
    close() {
      for (const child of children) if (child.connected) child.disconnect()
    },
  }
}

/** The next message of a kind; rejects when the process says that it cannot, or ends. */
function heard<T extends FromCrowd['type']>(
  child: ChildProcess,
  type: T,
): Promise<Extract<FromCrowd, { type: T }>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off('message', onMessage)
      child.off('exit', onExit)
      act()
    }
    const onMessage = (message: FromCrowd): void => {
      if (message.type === type) settle(() => resolve(message as Extract<FromCrowd, { type: T }>))
      else if (message.type === 'fault') {
        settle(() => reject(new Error(`a process of the crowd failed: ${message.message}`)))
      }
    }
    const onExit = (code: number | null, signal: string | null): void =>
      settle(() => reject(new Error(`a process of the crowd ended with ${code ?? signal}`)))
    child.on('message', onMessage)
    child.on('exit', onExit)
  })
}
