import { watchLimits } from '../limits/redis-limits.ts'
import type { Redis } from './redis.ts'
import { readScript } from './script.ts'

const noteServer = readScript('note-server', [new URL('note-server.lua', import.meta.url)])
const KEY = 'fullhouse:servers'
const LOST = 'lost'

/** Looks after the other servers of this Redis. */
export interface ServerWatch {
  /** Goes without being missed. */
  stop(): Promise<void>
}

export interface ServerWatchParts {
  redis: Redis
  /** This process, as no other one is called. */
  server: string
  /**
   * A server has died, or has stood still for long: what it did last may be in the ledger and nowhere else. Every server is told,
   * also when it was this one that was missed.
   */
  onLost: () => void
}

/**
 * Every server says once a second that it is here, by Redis's clock. The first one to find that another has not done so
 * for a while strikes it off, so that it is found once, and tells all.
 */
export async function watchServers({ redis, server, onLost }: ServerWatchParts): Promise<ServerWatch> {
  const stopListening = await redis.bus.subscribe(KEY, (text) => {
    if (text === LOST) onLost()
  })

  async function note(): Promise<void> {
    const args = [server, `${watchLimits.lostMs}`]
    // What cannot be said now is said with the next round.
    const lost = await redis.run(noteServer, [KEY], args).catch(() => [])
    if ((lost as unknown[]).length > 0) redis.bus.publish(KEY, LOST)
  }

  let round = note()
  const timer = setInterval(() => {
    round = round.then(note)
  }, watchLimits.everyMs)
  timer.unref()

  return {
    async stop() {
      clearInterval(timer)
      stopListening()
      await round
      await redis.command(KEY, ['ZREM', KEY, server]).catch(() => {})
    },
  }
}
