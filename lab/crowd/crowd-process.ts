import type { CrowdTask, FromCrowd, ToCrowd } from './crowd-task.ts'
import { type RunningCrowd, runCrowd } from './run-crowd.ts'

/** The other end of `crowd-processes.ts`: one share of one run. */

const newsEveryMs = 250
let crowd: RunningCrowd | undefined
let isStopped = false

const say = (message: FromCrowd): void => {
  process.send?.(message)
}

async function run(task: CrowdTask): Promise<void> {
  const running = await runCrowd(task)
  crowd = running
  if (isStopped) running.stop()
  const timer = setInterval(() => say({ type: 'news', news: running.news() }), newsEveryMs)
  try {
    const historyBytes = await running.done
    say({ type: 'done', news: running.news(), historyBytes })
  } finally {
    clearInterval(timer)
  }
}

process.on('message', (message: ToCrowd) => {
  if (message.type === 'stop') {
    isStopped = true
    return crowd?.stop()
  }
  if (message.type === 'look') {
    return say({ type: 'map', map: crowd?.look() ?? { version: 0, states: null, faults: [] } })
  }
  run(message.task).catch((cause) =>
    say({ type: 'fault', message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
  )
})
process.on('disconnect', () => process.exit())
// A signal for the lab reaches its whole group. What becomes of the crowd is its parent's to say.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
say({ type: 'ready' })
