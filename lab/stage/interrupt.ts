const undone = new Set<() => Promise<void>>()
let listening = false

/**
 * Has `stop` run when the lab is interrupted, so that no server and no database outlives it. Returns how to take that
 * back once it has been stopped.
 */
export function stopWhenInterrupted(stop: () => Promise<void>): () => void {
  if (!listening) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopAll)
  listening = true
  undone.add(stop)
  return () => undone.delete(stop)
}

async function stopAll(): Promise<void> {
  await Promise.allSettled([...undone].map((stop) => stop()))
  process.exit(130)
}
