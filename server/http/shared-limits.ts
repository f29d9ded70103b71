import { createHash } from 'node:crypto'
import { createRecent } from '../accounts/recent.ts'
import { sharedRateLimits } from '../limits/redis-limits.ts'
import { rateLimits } from '../limits/request-limits.ts'
import type { Redis } from '../redis/redis.ts'
import { readScript } from '../redis/script.ts'
import { createLimiter, type Limiter, type Rate } from './rate-limits.ts'

const countUses = readScript('count-uses', [new URL('count-uses.lua', import.meta.url)])

/**
 * Counts uses over all servers and tells the seconds to wait, or 0. It never fails: a Redis that cannot be asked refuses
 * nobody, for every server counts by itself as well.
 */
export type SharedLimiter = (key: string) => Promise<number>

/** `name` tells these buckets from others. */
export function createSharedLimiter(redis: Redis, name: string, rate: Rate): SharedLimiter {
  const count = createCounter(redis, name, rate)
  return async (key) => {
    const [waitMs = 0] = await count([[key, 1]])
    return Math.ceil(waitMs / 1000)
  }
}

/**
 * A limiter that answers at once, by what this server has counted and what it has heard of the others. Uses are told behind the
 * request's back, all that come meanwhile in one script: whoever is over the limit of all servers together is refused
 * from the next request on. Each server keeps a share of the rate to itself, so that ordinary customers cost Redis nothing; with
 * n servers all of them together let through at most n such shares more than one.
 */
export function createLimiterOfMany(
  redis: Redis,
  name: string,
  rate: Rate,
  now: () => number = Date.now,
): Limiter {
  const { ownShare, keysWaiting, keysOfScript } = sharedRateLimits
  const here = createLimiter(rate, now)
  const withinShare = createLimiter(
    { burst: rate.burst * ownShare, perSecond: rate.perSecond * ownShare },
    now,
  )
  const refusedUntilMs = createRecent<number>(rateLimits.keysRemembered)
  const count = createCounter(redis, name, rate)
  const untold = new Map<string, number>()
  let isTelling = false

  const tell = async (): Promise<void> => {
    isTelling = true
    while (untold.size > 0) {
      const uses = [...untold].slice(0, keysOfScript)
      for (const [key] of uses) untold.delete(key)
      const waitsMs = await count(uses)
      for (const [at, [key]] of uses.entries())
        if ((waitsMs[at] ?? 0) > 0) refusedUntilMs.set(key, now() + waitsMs[at]!)
    }
    isTelling = false
  }

  return (key) => {
    const seconds = here(key)
    if (seconds > 0) return seconds
    const waitMs = (refusedUntilMs.get(key) ?? 0) - now()
    if (waitMs > 0) return Math.ceil(waitMs / 1000)
    if (withinShare(key) > 0 && (untold.has(key) || untold.size < keysWaiting)) {
      untold.set(key, (untold.get(key) ?? 0) + 1)
      if (!isTelling) void tell()
    }
    return 0
  }
}

/** Milliseconds to wait, for each key; none when Redis cannot be asked. */
function createCounter(redis: Redis, name: string, rate: Rate) {
  const usEach = 1_000_000 / rate.perSecond
  const fixed = [usEach, usEach * rate.burst].map((us) => us.toFixed(0))
  return async (uses: readonly (readonly [key: string, times: number])[]): Promise<number[]> => {
    const keys = uses.map(([key]) => `{fullhouse:rates:${name}}:${nameless(key)}`)
    try {
      const waits = await redis.run(countUses, keys, [...fixed, ...uses.map(([, times]) => `${times}`)])
      return waits as number[]
    } catch {
      return []
    }
  }
}

/** Who it is stays here: keys are addresses of people and of their machines. */
function nameless(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22)
}
