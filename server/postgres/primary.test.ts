import { expect, test } from 'vitest'
import type { DatabaseHost } from '../settings/database-settings.ts'
import { createPrimaryFinder, NoPrimary } from './primary.ts'

const [a, b]: [DatabaseHost, DatabaseHost] = [
  { host: 'a', port: 1 },
  { host: 'b', port: 2 },
]

/** Two hosts as they are just now: a timeline, read-only (null), an error, or silence. */
function twoHosts(state: Record<string, number | null | Error | 'silent'>) {
  const moved: string[] = []
  const asked: string[] = []
  const finder = createPrimaryFinder({
    hosts: [a, b],
    async probe({ host }) {
      asked.push(host)
      const found = state[host]!
      if (found === 'silent') return new Promise(() => {})
      if (found instanceof Error) throw found
      return found
    },
    onMoved: ({ host }) => moved.push(host),
  })
  return { finder, state, moved, asked }
}

const unreachable = () => Object.assign(new Error('no'), { code: 'ECONNREFUSED' })

test('the host that may be written to is found, and asked for no more until it is in doubt', async () => {
  const { finder, asked, moved } = twoHosts({ a: null, b: 1 })
  expect(await finder.find()).toBe(b)
  expect(await finder.find()).toBe(b)
  expect(asked).toEqual(['a', 'b'])
  finder.doubt(b)
  expect(await finder.find()).toBe(b)
  expect(asked).toHaveLength(4)
  expect(moved).toEqual(['b'])
})

test('a failover is followed, and those who wait for the old primary are told', async () => {
  const { finder, state, moved } = twoHosts({ a: 1, b: null })
  expect(await finder.find()).toBe(a)
  Object.assign(state, { a: unreachable(), b: 2 })
  finder.doubt(a)
  expect(await finder.find()).toBe(b)
  expect(moved).toEqual(['a', 'b'])
})

test('a silent host does not keep anybody from the one that answers', async () => {
  const { finder } = twoHosts({ a: 'silent', b: 2 })
  expect(await finder.find()).toBe(b)
})

test('of two that may be written to the newer is the primary, and from then on the older never is', async () => {
  const { finder, state } = twoHosts({ a: 1, b: 2 })
  expect(await finder.find()).toBe(b)
  state.b = unreachable()
  finder.doubt(b)
  await expect(finder.find()).rejects.toThrow(/a:1 is an old primary \(timeline 1; 2 has begun since\)/)
  expect(() => finder.found(a, 1)).toThrow(NoPrimary)
  state.a = 3
  expect(await finder.find()).toBe(a)
})

test('a connection to what was the primary and is none any more is refused, and looked for elsewhere', async () => {
  const { finder, state } = twoHosts({ a: 1, b: null })
  expect(await finder.find()).toBe(a)
  Object.assign(state, { a: null, b: 2 })
  expect(() => finder.found(a, null)).toThrow('a:1 may only be read')
  expect(await finder.find()).toBe(b)
})

test('a wrong password is told at once as what it is', async () => {
  const wrong = Object.assign(new Error('password authentication failed'), { code: '28P01' })
  const { finder, asked } = twoHosts({ a: wrong, b: wrong })
  await expect(finder.find()).rejects.toBe(wrong)
  expect(asked).toHaveLength(2)
})

test('everybody who looks shares one look', async () => {
  const { finder, asked } = twoHosts({ a: 1, b: null })
  await Promise.all(Array.from({ length: 10 }, () => finder.find()))
  expect(asked).toHaveLength(2)
})
