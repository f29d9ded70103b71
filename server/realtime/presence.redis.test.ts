import { expect, test, vi } from 'vitest'
import { freshRedis } from '../../test/setup/redis.ts'
import { presenceLimits } from '../limits/redis-limits.ts'
import type { Redis } from '../redis/redis.ts'
import { startPresence } from './presence.ts'

/** Runs the servers' clocks, not Redis's. */
async function nextRound(): Promise<void> {
  await vi.advanceTimersByTimeAsync(presenceLimits.everyMs)
}

function serverOn(redis: Redis, name: string, watched: Map<string, number>) {
  return startPresence({ redis, server: name, here: () => watched })
}

test('each server hears how many watch at the others, of each event by itself', async () => {
  await using redis = await freshRedis()
  const links = [await redis.open(), await redis.open(), await redis.open()]
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const watched = [
      new Map([['e1', 5]]),
      new Map([
        ['e1', 7],
        ['e2', 1],
      ]),
      new Map([['e1', 100]]),
    ]
    const servers = links.map((link, n) => serverOn(link, `server-${n}`, watched[n]!))
    const heard = () => servers.map((server) => server.elsewhere('e1'))
    await vi.waitFor(async () => {
      await nextRound()
      expect(heard()).toEqual([107, 105, 12])
    })
    expect(servers[1]!.elsewhere('e2')).toBe(0)
    expect(servers[0]!.elsewhere('e2')).toBe(0)

    watched[2]!.delete('e1')
    await servers[1]!.stop()
    await vi.waitFor(async () => {
      await nextRound()
      expect(servers[0]!.elsewhere('e1')).toBe(0)
    })
    for (const server of servers) await server.stop()
    expect(await redis.process.command('DBSIZE')).toBe('0')
  } finally {
    vi.useRealTimers()
  }
})

test('a server that died stops counting, by the clock of Redis', async () => {
  await using redis = await freshRedis()
  const link = await redis.open()
  // What a server that is gone has left: until a second ago, and for a while yet.
  const nowMs = Date.now()
  await redis.process.command(
    'HSET',
    '{e1}:viewers',
    'gone',
    `"9 ${nowMs - 1_000}"`,
    'there',
    `"4 ${nowMs + 60_000}"`,
  )
  const presence = startPresence({ redis: link, server: 'me', here: () => [['e1', 1] as const] })
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const another = startPresence({ redis: link, server: 'me', here: () => [['e1', 1] as const] })
  try {
    await vi.waitFor(async () => {
      await nextRound()
      expect(another.elsewhere('e1')).toBe(4)
    })
    expect(await redis.process.command('HLEN', '{e1}:viewers')).toBe('2')
  } finally {
    vi.useRealTimers()
    await Promise.all([presence.stop(), another.stop()])
  }
})

test('without Redis there is nobody elsewhere after a while, and nothing fails', async () => {
  await using redis = await freshRedis()
  const links = [await redis.open(), await redis.open()]
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  let nowMs = 0
  const here = () => [['e1', 3] as const]
  const one = startPresence({ redis: links[0]!, server: 'one', here, now: () => nowMs })
  const other = startPresence({ redis: links[1]!, server: 'other', here })
  try {
    await vi.waitFor(async () => {
      await nextRound()
      expect(one.elsewhere('e1')).toBe(3)
    })
    await redis.process.kill('SIGKILL')
    await nextRound()
    expect(one.elsewhere('e1')).toBe(3)
    nowMs = presenceLimits.countsMs + 1
    expect(one.elsewhere('e1')).toBe(0)
  } finally {
    vi.useRealTimers()
    await Promise.all([one.stop(), other.stop()])
  }
})
