import { useSyncExternalStore } from 'react'
import { serverNow } from './server-clock.ts'

/** One timer for every countdown on the page; it ticks on the second and stops when nobody watches. */
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined
let now = serverNow()

function tick() {
  now = serverNow()
  for (const watcher of watchers) watcher()
  timer = setTimeout(tick, 1000 - (now % 1000) + 5)
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  if (watchers.size === 1) tick()
  // Timers sleep with the page; on waking, the true time is shown at once.
  document.addEventListener('visibilitychange', watcher)
  return () => {
    watchers.delete(watcher)
    document.removeEventListener('visibilitychange', watcher)
    if (watchers.size === 0) clearTimeout(timer)
  }
}

function read(): number {
  const fresh = serverNow()
  // Between ticks the snapshot must stay the same value, or React renders for ever.
  if (Math.abs(fresh - now) > 1_500) now = fresh
  return now
}

/** The server's time in milliseconds, renewed every second. */
export function useServerNow(): number {
  return useSyncExternalStore(watch, read)
}

/** Milliseconds left until `deadline` (an instant of the server), never negative; null without one. */
export function useCountdown(deadline: string | null | undefined): number | null {
  const current = useServerNow()
  return deadline ? Math.max(0, Date.parse(deadline) - current) : null
}
