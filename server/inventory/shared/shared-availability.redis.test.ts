import { expect, test } from 'vitest'
import { askNode, freshRedis, until } from '../../../test/setup/redis.ts'
import { createLedger, hall, seatServer, uuid } from '../../../test/setup/shared-seats.ts'

test('what is taken on one server is seen on the other, with the same version', async () => {
  await using fresh = await freshRedis()
  const shared = { index: hall([10, 10]), ledger: createLedger(), eventId: uuid() }
  const [one, two] = [
    await seatServer({ ...shared, redis: await fresh.open() }),
    await seatServer({ ...shared, redis: await fresh.open() }),
  ]
  expect(one.availability.isDegraded).toBe(false)
  expect(two.availability.isDegraded).toBe(false)
  const held = await one.hold({ quantity: 2 })
  if ('code' in held) throw new Error(held.code)
  await until(() => two.availability.states[held.seats[0]!] === 1)
  expect(two.availability.version).toBe(one.availability.version)
  expect(await two.hold({ seats: held.seats })).toMatchObject({ code: 'SEATS_TAKEN', seats: held.seats })

  await two.availability.sell(held.seats, held.holdId)
  await until(() => one.availability.states[held.seats[0]!] === 2)
  await one.availability.free(held.seats, held.holdId)
  await until(() => two.availability.states[held.seats[0]!] === 0)
  expect(two.availability.version).toBe(one.availability.version)
  expect(one.availability.counts).toEqual({ free: 20, held: 0, sold: 0, blocked: 0 })
  expect(two.availability.counts).toEqual({ free: 20, held: 0, sold: 0, blocked: 0 })
})

test('two servers that want the best at the same moment get different seats, all of them, and then the word that there are none', async () => {
  await using fresh = await freshRedis()
  const shared = { index: hall([10, 10], [20]), ledger: createLedger(), eventId: uuid() }
  const servers = [
    await seatServer({ ...shared, redis: await fresh.open() }),
    await seatServer({ ...shared, redis: await fresh.open() }),
  ]
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, at) => servers[at % 2]!.hold({ quantity: 1 })),
  )
  const seats = outcomes.flatMap((outcome) =>
    'seats' in outcome && 'holdId' in outcome ? outcome.seats : [],
  )
  expect(seats.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at))
  const refused = outcomes.filter((outcome) => 'code' in outcome)
  expect(refused).toHaveLength(20)
  for (const outcome of refused) expect(outcome).toMatchObject({ code: 'SOLD_OUT' })
})

test('Redis emptied in mid-sale is filled from the ledger, and nothing is lost or sold twice', async () => {
  await using fresh = await freshRedis()
  const shared = { index: hall([10, 10]), ledger: createLedger(), eventId: uuid() }
  const [one, two] = [
    await seatServer({ ...shared, redis: await fresh.open() }),
    await seatServer({ ...shared, redis: await fresh.open() }),
  ]
  await one.hold({ quantity: 3 })
  await askNode(fresh.process, 'FLUSHALL')
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, at) => [one, two][at % 2]!.hold({ quantity: 1 })),
  )
  expect(outcomes.filter((outcome) => 'holdId' in outcome)).toHaveLength(17)
  expect(shared.ledger.claims.size).toBe(20)
  await until(() => !one.availability.isDegraded && !two.availability.isDegraded)
  expect(one.availability.counts.held).toBe(20)
  expect(Buffer.from(one.availability.states)).toEqual(Buffer.from(two.availability.states))
})

test('seats in any order, and as many as there are, are blocked and put back', async () => {
  await using fresh = await freshRedis()
  const shared = { index: hall([10, 10], [2_000]), ledger: createLedger(), eventId: uuid() }
  const [one, two] = [
    await seatServer({ ...shared, redis: await fresh.open() }),
    await seatServer({ ...shared, redis: await fresh.open() }),
  ]
  await one.availability.sell([3], uuid())
  await one.availability.block([1, 5, 2, 4])
  await until(() => two.availability.counts.blocked === 4)
  expect([...two.availability.states.subarray(0, 7)]).toEqual([0, 3, 3, 2, 3, 3, 0])
  const all = Array.from({ length: 2_000 }, (_, at) => 20 + ((at * 7) % 2_000))
  await one.availability.block(all)
  await until(() => two.availability.counts.blocked === 2_004)
  await two.availability.free([...all, 5, 1, 2, 4], null)
  await until(() => one.availability.counts.free === 2_019 && two.availability.counts.free === 2_019)
  expect(two.availability.isDegraded).toBe(false)
})
