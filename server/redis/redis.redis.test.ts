import { expect, test } from 'vitest'
import { askNode, freshCluster, freshRedis, until } from '../../test/setup/redis.ts'
import { redisLimits } from '../limits/redis-limits.ts'
import { slotOf } from './key-slot.ts'
import { RedisFault } from './redis.ts'

const echo = { name: 'echo', text: 'return ARGV[1]', sha: '0'.repeat(40) }

test('a script that Redis does not know is given to it, and its bytes come back as they are', async () => {
  await using fresh = await freshRedis()
  const redis = await fresh.open()
  const bytes = Buffer.from([0, 255, 13, 10, 128])
  expect(await redis.run(echo, ['{a}'], [bytes])).toEqual(bytes)
})

test('slots are those that Redis itself reckons', async () => {
  await using fresh = await freshRedis(['--cluster-enabled', 'yes'])
  for (const key of ['', 'a', 'fullhouse:{0193-abc}:1:head', '{}x', 'x{', 'x{}{y}', 'Zoë {ü}'])
    expect(slotOf(key)).toBe(Number(await askNode(fresh.process, 'CLUSTER', 'KEYSLOT', key)))
})

test('a Redis that stands still is given up within a bound, and found again', async () => {
  await using fresh = await freshRedis()
  const redis = await fresh.open()
  await fresh.process.kill('SIGSTOP')
  const began = performance.now()
  while (redis.isUp('{a}')) await expect(redis.command('{a}', ['PING'])).rejects.toThrow(RedisFault)
  // A call each, and a machine that is busy with other tests.
  expect(performance.now() - began).toBeLessThan(redisLimits.failuresInRow * redisLimits.callMs * 3)
  const refusedAt = performance.now()
  await expect(redis.command('{a}', ['PING'])).rejects.toThrow(RedisFault)
  expect(performance.now() - refusedAt).toBeLessThan(redisLimits.callMs)
  await fresh.process.kill('SIGCONT')
  await until(() => redis.isUp('{a}'))
  expect(String(await redis.command('{a}', ['PING']))).toBe('PONG')
})

test('who listens hears everything, and is told when something may have been missed', async () => {
  await using fresh = await freshRedis()
  const [speaker, listener] = [await fresh.open(), await fresh.open()]
  const heard: string[] = []
  const gaps: string[] = []
  listener.bus.onGap((channel) => gaps.push(channel))
  const stop = await listener.bus.subscribe('news', (text) => heard.push(text))
  speaker.bus.publish('news', 'one')
  await until(() => heard.includes('one'))
  expect(gaps).toEqual([])

  await fresh.process.kill('SIGKILL')
  await until(() => !speaker.isUp('news') && !listener.isUp('news'))
  await fresh.process.start()
  await until(() => gaps.includes('news') && speaker.isUp('news'))
  speaker.bus.publish('news', 'two')
  await until(() => heard.includes('two'))
  stop()
  expect(heard).toEqual(['one', 'two'])
})

test('a listener to whom nothing comes any more notices it by itself', async () => {
  await using fresh = await freshRedis()
  const redis = await fresh.open()
  const gaps: string[] = []
  redis.bus.onGap((channel) => gaps.push(channel))
  await redis.bus.subscribe('news', () => {})
  // Nobody asks anything: only the listening connection's own heartbeat can tell.
  await fresh.process.kill('SIGSTOP')
  const stillUntilMs = performance.now() + redisLimits.heartbeatMs * 3
  await until(() => performance.now() > stillUntilMs)
  expect(gaps).toEqual([])
  await fresh.process.kill('SIGCONT')
  await until(() => gaps.includes('news'))
})

test('a channel of a Redis that is away is listened to as soon as it is there, and that is told', async () => {
  await using fresh = await freshRedis()
  await fresh.process.kill('SIGKILL')
  const redis = await fresh.open()
  expect(redis.isUp('news')).toBe(false)
  const gaps: string[] = []
  const heard: string[] = []
  redis.bus.onGap((channel) => gaps.push(channel))
  await redis.bus.subscribe('news', (text) => heard.push(text))
  await fresh.process.start()
  await until(() => gaps.includes('news') && redis.isUp('news'))
  redis.bus.publish('news', 'at last')
  await until(() => heard.includes('at last'))
})

test('in a Cluster calls and channels follow their slot: moved, and when its primary dies', async () => {
  await using cluster = await freshCluster()
  const redis = await cluster.open()
  const keys = Array.from({ length: 30 }, (_, at) => `k${at}`)
  const heard = new Map<string, string[]>()
  const gaps = new Set<string>()
  redis.bus.onGap((channel) => gaps.add(channel))
  for (const key of keys) {
    expect(String(await redis.run(echo, [key], [key]))).toBe(key)
    heard.set(key, [])
    await redis.bus.subscribe(key, (text) => heard.get(key)!.push(text))
  }
  const everyoneHears = async (word: string) => {
    await until(() => {
      for (const key of keys) if (!heard.get(key)!.includes(word)) redis.bus.publish(key, word)
      return keys.every((key) => heard.get(key)!.includes(word))
    })
  }
  await everyoneHears('one')
  expect([...gaps]).toEqual([])

  const moving = keys[0]!
  const from = await cluster.primaryOf(moving)
  const target = from === cluster.nodes[0] ? cluster.nodes[1]! : cluster.nodes[0]!
  const [fromId, targetId] = [
    await askNode(from, 'CLUSTER', 'MYID'),
    await askNode(target, 'CLUSTER', 'MYID'),
  ]
  const slot = `${slotOf(moving)}`
  await target.command('CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId)
  await from.command('CLUSTER', 'SETSLOT', slot, 'MIGRATING', targetId)
  // The slot is half moved: its new keys are at the other node already.
  expect(String(await redis.run(echo, [moving], ['asked']))).toBe('asked')
  await target.command('CLUSTER', 'SETSLOT', slot, 'NODE', targetId)
  await from.command('CLUSTER', 'SETSLOT', slot, 'NODE', targetId)
  expect(String(await redis.run(echo, [moving], ['moved']))).toBe('moved')
  await until(() => gaps.has(moving))
  await everyoneHears('two')

  const dying = await cluster.primaryOf('k1')
  const lost: string[] = []
  for (const key of keys) if ((await cluster.primaryOf(key)) === dying) lost.push(key)
  gaps.clear()
  await dying.kill('SIGKILL')
  await until(() => lost.every((key) => !redis.isUp(key)))
  await until(() => keys.every((key) => redis.isUp(key)))
  for (const key of keys) expect(String(await redis.run(echo, [key], [key]))).toBe(key)
  await until(() => lost.every((key) => gaps.has(key)))
  await everyoneHears('three')
})
