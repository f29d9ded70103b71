import { expect, test, vi } from 'vitest'
import { freshRedis } from '../../test/setup/redis.ts'
import { createLimiterOfMany, createSharedLimiter } from './shared-limits.ts'

const rate = { burst: 8, perSecond: 1 / 60 }

test('two servers count the uses of one key together, and each key by itself', async () => {
  await using redis = await freshRedis()
  const one = createSharedLimiter(await redis.open(), 'sign-in', rate)
  const other = createSharedLimiter(await redis.open(), 'sign-in', rate)
  const waits: number[] = []
  for (let n = 0; n < 10; n += 1) waits.push(await (n % 2 === 0 ? one : other)('ada'))
  expect(waits.slice(0, 8)).toEqual(Array(8).fill(0))
  expect(waits[8]).toBeGreaterThan(50)
  expect(waits[8]).toBeLessThanOrEqual(60)
  expect(await other('grace')).toBe(0)
  const elsewhere = createSharedLimiter(await redis.open(), 'sign-up', rate)
  expect(await elsewhere('ada')).toBe(0)
})

test('of uses at the same instant at two servers no more are let through than of one server alone', async () => {
  await using redis = await freshRedis()
  const servers = [await redis.open(), await redis.open()]
  const limits = servers.map((server) => createSharedLimiter(server, 'sign-in', rate))
  const waits = await Promise.all(Array.from({ length: 40 }, (_, n) => limits[n % 2]!('ada')))
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(rate.burst)
})

test('what is counted goes away by itself, and names nobody', async () => {
  await using redis = await freshRedis()
  const limit = createSharedLimiter(await redis.open(), 'sign-in', { burst: 2, perSecond: 20 })
  await limit('ada@example.com')
  const left = await redis.process.command('EVAL', `"return table.concat(redis.call('KEYS','*'),'')"`, '0')
  expect(left).toContain('fullhouse:rates:sign-in')
  expect(left).not.toContain('ada')
  await vi.waitFor(async () => expect(await redis.process.command('DBSIZE')).toBe('0'))
})

test('a Redis that is gone refuses nobody, and costs no longer than its bound', async () => {
  await using redis = await freshRedis()
  const link = await redis.open()
  const limit = createSharedLimiter(link, 'sign-in', { burst: 1, perSecond: 1 / 60 })
  expect(await limit('ada')).toBe(0)
  expect(await limit('ada')).toBeGreaterThan(0)
  await redis.process.kill('SIGKILL')
  for (let n = 0; n < 5; n += 1) expect(await limit('ada')).toBe(0)
})

test('requests are answered at once: a customer of two servers is refused behind their back', async () => {
  await using redis = await freshRedis()
  const wide = { burst: 64, perSecond: 1 / 60 }
  const now = () => 1_000_000
  const limits = [
    createLimiterOfMany(await redis.open(), 'writes', wide, now),
    createLimiterOfMany(await redis.open(), 'writes', wide, now),
  ]
  let granted = 0
  await vi.waitFor(
    () => {
      const seconds = limits.map((limit) => limit('ada'))
      granted += seconds.filter((each) => each === 0).length
      // Either alone would have let 64 through, and both together 128.
      for (const each of seconds) expect(each).toBeGreaterThan(0)
    },
    { interval: 2 },
  )
  // The rate, a share of an eighth at each, and what was asked while the answer was on its way.
  expect(granted).toBeGreaterThanOrEqual(64)
  expect(granted).toBeLessThan(64 + 2 * 8 + 20)
  expect(limits.map((limit) => limit('grace'))).toEqual([0, 0])
})

test('an ordinary customer costs Redis nothing', async () => {
  await using redis = await freshRedis()
  const link = await redis.open()
  const limit = createLimiterOfMany(link, 'writes', { burst: 64, perSecond: 1 })
  const before = link.figures().calls
  for (let n = 0; n < 8; n += 1) expect(limit('ada')).toBe(0)
  expect(link.figures().calls).toBe(before)
  limit('ada')
  expect(link.figures().calls).toBe(before + 1)
})

test('while Redis is gone each server counts by itself', async () => {
  await using redis = await freshRedis()
  const link = await redis.open()
  await redis.process.kill('SIGKILL')
  const limit = createLimiterOfMany(link, 'writes', { burst: 16, perSecond: 1 / 60 }, () => 1_000_000)
  const waits = Array.from({ length: 20 }, () => limit('ada'))
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(16)
})
