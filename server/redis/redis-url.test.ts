import { expect, test } from 'vitest'
import { parseRedisUrl, type RedisTarget } from './redis-url.ts'

const plain: RedisTarget = {
  seeds: [{ host: 'cache', port: 6379 }],
  isCluster: false,
  isEncrypted: false,
  username: undefined,
  password: undefined,
  database: 0,
}

test.each<[string, Partial<RedisTarget>]>([
  ['redis://cache', {}],
  ['redis://cache:6380/2', { seeds: [{ host: 'cache', port: 6380 }], database: 2 }],
  ['rediss://:s%40fe@cache', { isEncrypted: true, password: 's@fe' }],
  ['redis://shop:a:b@cache/', { username: 'shop', password: 'a:b' }],
  ['redis://[::1]:7000', { seeds: [{ host: '::1', port: 7000 }] }],
  ['redis://cache/?cluster=1', { isCluster: true }],
  [
    'redis://a:1,b:2,c/?cluster=1',
    {
      isCluster: true,
      seeds: [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
        { host: 'c', port: 6379 },
      ],
    },
  ],
  [
    'redis://a,b',
    {
      isCluster: true,
      seeds: [
        { host: 'a', port: 6379 },
        { host: 'b', port: 6379 },
      ],
    },
  ],
])('%s', (value, wanted) => {
  const faults: string[] = []
  expect(parseRedisUrl(value, faults)).toEqual({ ...plain, ...wanted })
  expect(faults).toEqual([])
})

test.each([
  ['http://cache', 'another form'],
  ['cache:6379', 'another form'],
  ['redis://', 'another form'],
  ['redis://cache:0', 'host 1 is not'],
  ['redis://a,b:x', 'host 2 is not'],
  ['redis://cache:70000', 'host 1 is not'],
  ['redis://cache/sales', 'number of a database'],
  ['redis://cache/1?cluster=1', 'only database 0'],
  ['redis://a,b?cluster=0', 'several hosts'],
  ['redis://cache?cluster=yes', 'cluster must be 1 or 0'],
  ['redis://cache?db=1', '?db'],
  ['redis://:100%@cache', 'hexadecimal'],
])('%s is refused, in words', (value, reason) => {
  const faults: string[] = []
  expect(parseRedisUrl(value, faults)).toBeNull()
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(reason)
  expect(faults[0]).toMatch(/^REDIS_URL .*\.$/)
})

test('a fault does not repeat a password', () => {
  const faults: string[] = []
  parseRedisUrl('redis://:secret@cache:0', faults)
  expect(faults.join()).not.toContain('secret')
})
