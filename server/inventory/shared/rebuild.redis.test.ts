import { expect, test } from 'vitest'
import { askNode, type FreshRedis, freshRedis, until } from '../../../test/setup/redis.ts'
import { uuid } from '../../../test/setup/shared-seats.ts'
import { choose, endAllLeases, soon, twoServers } from '../../../test/setup/two-servers.ts'
import { weakenScript } from '../../../test/setup/weaken-script.ts'

/*
 * The ledger is read and entered in Redis while two servers go on.
 *
 *   a rebuild, and what happens between its reading and its end what was touched since it began is left alone
 *   a rebuild, and a candidate whose verdict was lost           what the ledger says is entered, and it stays a candidate
 *   a rebuild, and a "free" before the "granted" of its hold    it is remembered that the hold gave the seat up
 *   a rebuild, and a candidate without a lease                  it is a candidate no more
 */

test('a rebuild leaves alone what changed since it began, and corrects the rest', async () => {
  await using fresh = await freshRedis()
  expect(await rebuildAcrossASale(fresh)).toEqual({ sold: 2, wrong: 0, drift: 1 })
})

test('control: a rebuild that does not know what was touched undoes a sale', async () => {
  await using fresh = await freshRedis()
  weakenScript('finishRebuild', 'string.byte(touched, at) ~= 1', 'true')
  expect(await rebuildAcrossASale(fresh)).toMatchObject({ sold: 0 })
})

test('a rebuild enters what the ledger granted, although the news of it was lost and it is still a candidate', async () => {
  await using fresh = await freshRedis()
  expect(await rebuildWithLostVerdict(fresh)).toEqual([1, 1])
})

test('control: a rebuild that passes candidates over has them free once their lease is over', async () => {
  await using fresh = await freshRedis()
  weakenScript('finishRebuild', 'if differs and', 'if differs and byte % 8 < CANDIDATE and')
  expect(await rebuildWithLostVerdict(fresh)).toEqual([0, 0])
})

/** What both servers have of seat 4, which one of them chose, and the ledger granted, before it died. */
async function rebuildWithLostVerdict(fresh: FreshRedis): Promise<(number | undefined)[]> {
  const { one, two, ledger, key } = await twoServers(fresh)
  await choose(one, [4])
  ledger.claim([4], uuid(), soon())
  await two.rebuild()
  await askNode(fresh.process, 'EVAL', endAllLeases, '1', key('leases'))
  await two.hold({ seats: [9] })
  await until(async () => (await askNode(fresh.process, 'ZCARD', key('leases'))) === '0')
  await until(() => [one, two].every(({ availability }) => availability.states[9] === 1))
  return [one, two].map(({ availability }) => availability.states[4])
}

test('a rebuild does not bring a hold back whose end overtook the news of it', async () => {
  await using fresh = await freshRedis()
  expect(await rebuildAcrossAnEnd(fresh)).toEqual([0, 0])
})

test('control: a rebuild that does not know of the end has the seat held', async () => {
  await using fresh = await freshRedis()
  weakenScript('finishRebuild', 'not has_given_up(wanted_owner, first + at - 1)', 'true')
  expect(await rebuildAcrossAnEnd(fresh)).toEqual([1, 1])
})

/** What both servers have of seat 4, whose hold ended between a rebuild's reading and its end, before Redis had heard of it. */
async function rebuildAcrossAnEnd(fresh: FreshRedis): Promise<(number | undefined)[]> {
  const { one, two, ledger, key } = await twoServers(fresh)
  const holdId = uuid()
  const chosen = await choose(one, [4])
  ledger.claim([4], holdId, soon())
  const reading = ledger.read()
  await two.availability.rebuild(
    async () => {
      ledger.free([4], holdId)
      await two.availability.free([4], holdId)
      await until(async () => (await askNode(fresh.process, 'EXISTS', key('ended'))) === '1')
      return reading
    },
    () => {},
  )
  await one.availability.keep(chosen.ticket, chosen.seats, holdId, soon())
  await two.hold({ seats: [9] })
  await until(() => [one, two].every(({ availability }) => availability.states[9] === 1))
  return [one, two].map(({ availability }) => availability.states[4])
}

/** What seat 4 is at the end, which was sold while it went on, and seat 9, which Redis had wrong; and the drift it found. */
async function rebuildAcrossASale(fresh: FreshRedis) {
  const { one, two, ledger, key } = await twoServers(fresh)
  await askNode(fresh.process, 'SETRANGE', key('seats'), '9', '\u0001')
  const read = Promise.withResolvers<void>()
  const done = one.availability.rebuild(
    async () => {
      const reading = ledger.read()
      await read.promise
      return reading
    },
    () => {},
  )
  await until(async () => (await askNode(fresh.process, 'EXISTS', key('touched'))) === '1')
  const holdId = uuid()
  ledger.sell([4], holdId)
  await two.availability.sell([4], holdId)
  const byte = async (seat: number) =>
    (await askNode(fresh.process, 'GETRANGE', key('seats'), `${seat}`, `${seat}`)).charCodeAt(0)
  await until(async () => (await byte(4)) === 2)
  read.resolve()
  const { drift } = await done
  return { sold: await byte(4), wrong: await byte(9), drift }
}

test('a candidate whose lease was thrown away is free again after a rebuild', async () => {
  await using fresh = await freshRedis()
  const { one, two, key } = await twoServers(fresh)
  await choose(one, [4])
  await askNode(fresh.process, 'DEL', key('leases'))
  await two.rebuild()
  await until(async () => (await two.availability.take({ seats: [4] })).code === 'CANDIDATES')
})
