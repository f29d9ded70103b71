import type { Redis } from './redis.ts'
import type { RedisTarget } from './redis-url.ts'

export interface RedisOptions {
  onFault: (message: string, cause: unknown) => void
}

/**
 * Connects. Resolves when it answers, or after a bound when it does not: a sale goes on without, and Redis is used as soon as it
 * can be.
 */
export async function openRedis(_target: RedisTarget, _options: RedisOptions): Promise<Redis> {
  throw new Error('not yet')
}
