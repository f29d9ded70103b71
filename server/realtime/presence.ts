import { presenceLimits } from '../limits/redis-limits.ts'
import type { Redis } from '../redis/redis.ts'
import { readScript } from '../redis/script.ts'

const countViewers = readScript('count-viewers', [new URL('count-viewers.lua', import.meta.url)])

/** Who else is watching, at other servers. */
export interface Presence {
  /** As last heard; nobody, once that is too long ago. */
  elsewhere(eventId: string): number
  /** Takes this server's viewers back. */
  stop(): Promise<void>
}

export interface PresenceParts {
  redis: Redis
  /** This process, as no other one is called. */
  server: string
  /** Events that are being watched here, and by how many. */
  here: () => Iterable<readonly [eventId: string, viewers: number]>
  now?: () => number
}

/**
 * Every server says every few seconds how many watch which event there, and hears how many others do. What it said counts for a
 * while by Redis's clock, so a server that dies takes its viewers along, and none is asked for by name.
 */
export function startPresence({ redis, server, here, now = Date.now }: PresenceParts): Presence {
  const heard = new Map<string, { others: number; untilMs: number }>()
  const said = new Set<string>()
  let round = Promise.resolve()

  async function say(eventId: string, viewers: number): Promise<void> {
    const args = [server, `${viewers}`, `${presenceLimits.countsMs}`]
    // What cannot be said now is said with the next round.
    const others = await redis.run(countViewers, [`{${eventId}}:viewers`], args).catch(() => null)
    if (viewers === 0) {
      said.delete(eventId)
      heard.delete(eventId)
    } else if (others !== null)
      heard.set(eventId, { others: Number(others), untilMs: now() + presenceLimits.countsMs })
  }

  async function sayAll(watched: ReadonlyMap<string, number>): Promise<void> {
    const events = [...new Set([...said, ...watched.keys()])]
    for (let from = 0; from < events.length; from += presenceLimits.eventsAtOnce)
      await Promise.all(
        events.slice(from, from + presenceLimits.eventsAtOnce).map((eventId) => {
          said.add(eventId)
          return say(eventId, watched.get(eventId) ?? 0)
        }),
      )
  }

  const timer = setInterval(() => {
    round = round.then(() => sayAll(new Map(here())))
  }, presenceLimits.everyMs)
  timer.unref()

  return {
    elsewhere(eventId) {
      const last = heard.get(eventId)
      return last !== undefined && last.untilMs > now() ? last.others : 0
    },
    async stop() {
      clearInterval(timer)
      await round
      await sayAll(new Map())
    },
  }
}
