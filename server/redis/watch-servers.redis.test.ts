import { expect, test, vi } from 'vitest'
import { freshRedis } from '../../test/setup/redis.ts'
import { watchLimits } from '../limits/redis-limits.ts'
import { watchServers } from './watch-servers.ts'

test('a server that is silent for long is found once, and everybody is told; one that stops is not missed', async () => {
  await using redis = await freshRedis()
  const told = [0, 0]
  const watches = await Promise.all(
    told.map(async (_, n) =>
      watchServers({ redis: await redis.open(), server: `server-${n}`, onLost: () => (told[n]! += 1) }),
    ),
  )
  const members = () => redis.process.command('ZCARD', 'fullhouse:servers')
  await vi.waitFor(async () => expect(await members()).toBe('2'))
  // Of one the last word is too long ago, of the other just not.
  const [silent, quiet] = [watchLimits.lostMs + 500, watchLimits.lostMs - 3_500]
  for (const [name, ms] of [
    ['silent', silent],
    ['quiet', quiet],
  ] as const)
    await redis.process.command('ZADD', 'fullhouse:servers', `${Date.now() - ms}`, name)
  await vi.waitFor(() => expect(told).toEqual([1, 1]), { timeout: 5_000 })
  // The two, and the quiet one.
  expect(await members()).toBe('3')

  await watches[1]!.stop()
  expect(await members()).toBe('2')
  await watches[0]!.stop()
  expect(told).toEqual([1, 1])
})
