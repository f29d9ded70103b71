import { expect, test } from 'vitest'
import { freshCluster, freshRedis, until } from '../../../test/setup/redis.ts'
import { createLedger, hall, seatServer, uuid } from '../../../test/setup/shared-seats.ts'

test('in a Cluster a sale goes on while the primary of its event dies: everything is sold once, and shared again afterwards', async () => {
  await using cluster = await freshCluster()
  const shared = { index: hall([10, 10], [30]), ledger: createLedger(), eventId: uuid() }
  const servers = [
    await seatServer({ ...shared, redis: await cluster.open() }),
    await seatServer({ ...shared, redis: await cluster.open() }),
  ]
  const isJoined = () => servers.every(({ availability }) => !availability.isDegraded)
  const buy = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, at) => servers[at % 2]!.hold({ quantity: 1 })))
  expect(isJoined()).toBe(true)
  await buy(10)
  const primary = await cluster.primaryOf(`{${shared.eventId}}`)
  const during = buy(25)
  await primary.kill('SIGKILL')
  await during
  await until(() => servers.every(({ availability }) => availability.isDegraded))
  await until(isJoined)
  const outcomes = await buy(20)
  expect(outcomes.filter((outcome) => 'holdId' in outcome)).toHaveLength(15)
  expect(shared.ledger.claims.size).toBe(50)
  await until(() => servers.every(({ availability }) => availability.counts.held === 50))
})

test('an event of 100,000 places is filled, read and rebuilt', async () => {
  await using fresh = await freshRedis()
  const shared = { index: hall([50, 50], [99_900]), ledger: createLedger(), eventId: uuid() }
  const one = await seatServer({ ...shared, redis: await fresh.open() })
  const held = await one.hold({ quantity: 50, area: 'area-0' })
  if ('code' in held) throw new Error(held.code)
  const two = await seatServer({ ...shared, redis: await fresh.open() })
  expect(two.availability.isDegraded).toBe(false)
  expect(two.availability.counts).toEqual({ free: 99_950, held: 50, sold: 0, blocked: 0 })
  // Half of it is sold in the ledger without anybody's having been told.
  for (let seat = 50_000; seat < 100_000; seat += 1) shared.ledger.sell([seat], uuid())
  expect(await two.rebuild()).toEqual({ drift: 50_000 })
  await until(() => one.availability.counts.sold === 50_000)
  expect(Buffer.from(one.availability.states)).toEqual(Buffer.from(two.availability.states))
  expect(one.availability.isDegraded).toBe(false)
})
