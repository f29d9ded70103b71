import { describe, expect, test } from 'vitest'
import { type FreshRedis, freshRedis, until } from '../../../test/setup/redis.ts'
import { hall, type Ledger, type SeatServer, uuid } from '../../../test/setup/shared-seats.ts'
import { choose, soon, twoServers } from '../../../test/setup/two-servers.ts'
import { weakenScript } from '../../../test/setup/weaken-script.ts'

/*
 * A server hears the ledger's answer and stands still before it tells Redis; another one is quicker with what came after. What
 * the first says then is older than what is there, and nothing in its own order of events says so.
 *
 *   "granted", "offered" or "sold" after the "free" of the same hold       a hold never has a seat again that it gave up: that is remembered
 *   the same, and the seat is the next holder's by then                    the same
 *   "sold" after a "free" of some of the hold's seats, as of one ticket    it is remembered seat by seat: the others are sold
 *   "sold" of a late-paid order whose first hold has given up the seats    it is another hold, and sold
 *   "offered" after the "sold" of the same hold                            a seat that is sold to a hold is not held for it again
 *   a rebuild that read what was given up since, and what was not          seat by seat: the one stays free, the other is corrected
 */

interface House {
  /** The one that is late. */
  late: SeatServer
  other: SeatServer
  /** What both servers show of these seats once each has heard everything. */
  shown(...seats: number[]): Promise<number[][]>
}

async function openHouse(fresh: FreshRedis): Promise<House & { ledger: Ledger }> {
  const { one: late, two: other, ledger } = await twoServers(fresh, { index: hall([10]) })
  return {
    ...{ late, other, ledger },
    async shown(...seats) {
      // News has one order for all: whoever has heard this has heard what came before it.
      await late.availability.block([9])
      const copies = [late, other].map(({ availability }) => availability)
      await until(() => copies.every(({ states, isDegraded }) => !isDegraded && states[9] === 3))
      return copies.map(({ states }) => seats.map((seat) => states[seat]!))
    },
  }
}

/** Seats that a hold has, as both servers know. */
async function holdAt({ late, other }: House, seats: number[], holdId: string): Promise<void> {
  const taken = await choose(other, seats)
  await other.availability.keep(taken.ticket, seats, holdId, soon())
  await until(() => seats.every((seat) => late.availability.states[seat] === 1))
}

async function tellAfterEnd(fresh: FreshRedis, act: 'sell' | 'grant') {
  const house = await openHouse(fresh)
  const holdId = uuid()
  await holdAt(house, [4], holdId)
  await house.other.availability.free([4], holdId)
  await until(() => house.late.availability.states[4] === 0)
  if (act === 'sell') await house.late.availability.sell([4], holdId)
  else await house.late.availability.grant([4], holdId, soon())
  return { house, shown: await house.shown(4) }
}

const forgetEnds = () =>
  weakenScript('settle', 'if gives_up and has_given_up(stamp, seat) then', 'if false then')

describe.each(['sell', 'grant'] as const)('a late %s of a hold that has ended', (act) => {
  test('leaves the seat free, and whoever asks the late server gets it', async () => {
    await using fresh = await freshRedis()
    const { house, shown } = await tellAfterEnd(fresh, act)
    expect(shown).toEqual([[0], [0]])
    expect(await house.late.availability.take({ seats: [4] })).toMatchObject({ code: 'CANDIDATES' })
  })

  test('control: it comes back where ends are not looked at', async () => {
    await using fresh = await freshRedis()
    forgetEnds()
    const { shown } = await tellAfterEnd(fresh, act)
    expect(shown).toEqual(act === 'sell' ? [[2], [2]] : [[1], [1]])
  })
})

async function tellAfterSuccessor(fresh: FreshRedis): Promise<number[][]> {
  const house = await openHouse(fresh)
  const holdId = uuid()
  await holdAt(house, [4], holdId)
  await house.other.availability.free([4], holdId)
  await until(() => house.late.availability.states[4] === 0)
  await holdAt(house, [4], uuid())
  await house.late.availability.sell([4], holdId)
  return house.shown(4)
}

test('a late sell takes nothing from the next holder', async () => {
  await using fresh = await freshRedis()
  expect(await tellAfterSuccessor(fresh)).toEqual([[1], [1]])
})

test('control: where ends are not looked at the next holder’s seat is sold', async () => {
  await using fresh = await freshRedis()
  forgetEnds()
  expect(await tellAfterSuccessor(fresh)).toEqual([[2], [2]])
})

/** A hold of two seats is sold, and the ticket for one of them given back, which is heard of before the sale. */
async function tellAfterPart(fresh: FreshRedis): Promise<number[][]> {
  const house = await openHouse(fresh)
  const holdId = uuid()
  await holdAt(house, [4, 5], holdId)
  await house.other.availability.free([4], holdId)
  await house.late.availability.sell([4, 5], holdId)
  return house.shown(4, 5)
}

test('a late sell of a hold that gave up one of its seats sells the other', async () => {
  await using fresh = await freshRedis()
  expect(await tellAfterPart(fresh)).toEqual([
    [0, 2],
    [0, 2],
  ])
})

test('control: remembered by the hold alone, the other would not be sold', async () => {
  await using fresh = await freshRedis()
  weakenScript('settle', 'gives_up and has_given_up(stamp, seat)', 'gives_up')
  expect(await tellAfterPart(fresh)).toEqual([
    [0, 1],
    [0, 1],
  ])
})

test('a late-paid order whose hold has ended gets its seats again, as another hold', async () => {
  await using fresh = await freshRedis()
  const house = await openHouse(fresh)
  const holdId = uuid()
  await holdAt(house, [4, 5], holdId)
  await house.other.availability.free([4, 5], holdId)
  await house.late.availability.sell([4, 5], uuid())
  expect(await house.shown(4, 5)).toEqual([
    [2, 2],
    [2, 2],
  ])
})

async function offerAfterSale(fresh: FreshRedis): Promise<number[][]> {
  const house = await openHouse(fresh)
  const holdId = uuid()
  await house.other.availability.sell([4], holdId)
  await house.late.availability.grant([4], holdId, soon())
  return house.shown(4)
}

test('an offer that is told after it was bought stays sold', async () => {
  await using fresh = await freshRedis()
  expect(await offerAfterSale(fresh)).toEqual([[2], [2]])
})

test('control: without a look at whose it is, it is held again', async () => {
  await using fresh = await freshRedis()
  weakenScript('settle', 'return state == SOLD or byte % 4 ~= SOLD or owner_of(seat) ~= stamp', 'return true')
  expect(await offerAfterSale(fresh)).toEqual([[1], [1]])
})

/** A reading of the ledger in which a hold still has two seats, of which it gives up one before the reading is entered. */
async function rebuildAfterPart(fresh: FreshRedis): Promise<number[][]> {
  const house = await openHouse(fresh)
  const holdId = uuid()
  house.ledger.sell([4, 5], holdId)
  const reading = house.ledger.read()
  // Of the sale itself no server has told, or will.
  await house.other.availability.free([4], holdId)
  await house.late.availability.rebuild(
    async () => reading,
    () => {},
  )
  return house.shown(4, 5)
}

test('a rebuild corrects the seats that a hold has kept, and brings back none that it gave up', async () => {
  await using fresh = await freshRedis()
  expect(await rebuildAfterPart(fresh)).toEqual([
    [0, 2],
    [0, 2],
  ])
})

test('control: remembered by the hold alone, what it kept is not corrected', async () => {
  await using fresh = await freshRedis()
  weakenScript('finishRebuild', "ENDED, stamp .. struct.pack('<I4', seat)", 'ENDED, stamp')
  expect(await rebuildAfterPart(fresh)).toEqual([
    [0, 0],
    [0, 0],
  ])
})
