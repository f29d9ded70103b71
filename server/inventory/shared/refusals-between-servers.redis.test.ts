import { expect, test } from 'vitest'
import { askNode, freshRedis, until } from '../../../test/setup/redis.ts'
import {
  createLedger,
  hall,
  type SeatServer,
  type SeatServerOptions,
  seatServer,
  uuid,
} from '../../../test/setup/shared-seats.ts'
import { choose, endAllLeases, soon, twoServers } from '../../../test/setup/two-servers.ts'
import { weakenScript } from '../../../test/setup/weaken-script.ts'
import type { Redis } from '../../redis/redis.ts'
import type { Wish } from '../availability.ts'

/*
 * The second table of *When it is "no"* in ../README.md: server one acts, a buyer asks at server two, whose mirror is behind, or has
 * candidates of one's in the way.
 */

const anyOne = { quantity: 1 }

/** A server's connection whose news of seats can be kept back, and whose calls can be looked after. */
function slowToHear(redis: Redis) {
  let keptBack: (() => void)[] | null = null
  let onReply = async (_script: string, reply: unknown): Promise<unknown> => reply
  return {
    redis: {
      ...redis,
      run: async (...call: Parameters<Redis['run']>) => onReply(call[0].name, await redis.run(...call)),
      bus: {
        ...redis.bus,
        subscribeBytes: (channel: string, listener: (bytes: Buffer) => void) =>
          redis.bus.subscribeBytes(channel, (bytes) => {
            if (keptBack === null) listener(bytes)
            else keptBack.push(() => listener(bytes))
          }),
      },
    } satisfies Redis,
    keepBack() {
      keptBack = []
    },
    /** Once, with the reply to the next call of this script, before the server gets it. */
    before(script: string, act: (reply: unknown) => Promise<unknown>) {
      onReply = async (name, reply) => {
        if (name !== script) return reply
        onReply = async (_, other) => other
        return act(reply)
      }
    },
  }
}

/** As `twoServers`, and the second one can be slow to hear. */
async function twoOfWhichOneIsSlow(
  fresh: Awaited<ReturnType<typeof freshRedis>>,
  options: Partial<SeatServerOptions> = {},
) {
  const shared = { index: hall([2]), ledger: createLedger(), eventId: uuid(), ...options }
  const slow = slowToHear(await fresh.open())
  const one = await seatServer({ ...shared, redis: await fresh.open() })
  const two = await seatServer({ ...shared, redis: slow.redis })
  return { ...shared, one, two, slow }
}

/** Held at server one, and known to be so at two. */
async function holdAt(one: SeatServer, two: SeatServer, wish: Wish) {
  const held = await one.hold(wish)
  if ('code' in held) throw new Error(held.code)
  await until(() => held.seats.every((seat) => two.availability.states[seat] === 1))
  return held
}

/** The only seat was freed at one server, and the other has not heard of it. */
async function freedUnheard(fresh: Awaited<ReturnType<typeof freshRedis>>) {
  const { one, two, slow } = await twoOfWhichOneIsSlow(fresh, { index: hall([1]) })
  const { holdId, seats } = await holdAt(one, two, { seats: [0] })
  slow.keepBack()
  await one.availability.free(seats, holdId)
  return { two, slow }
}

/** What two says to a wish that a candidate of one's is in the way of, and the moment of which it speaks. */
async function undecidedAt(two: SeatServer, wish: Wish) {
  const taken = await two.availability.take(wish)
  if (taken.code !== 'UNDECIDED' || taken.found === null) throw new Error(JSON.stringify(taken))
  return taken
}

test.each([anyOne, { seats: [0] }])(
  'what was given back at one server is not refused by another that has not heard of it: %j',
  async (wish) => {
    await using fresh = await freshRedis()
    const { two } = await freedUnheard(fresh)
    expect(two.availability.states[0]).toBe(1)
    expect(await two.availability.take(wish)).toMatchObject({ code: 'CANDIDATES' })
  },
)

test.each([anyOne, { seats: [0] }])(
  'control: it is when Redis’s version is not looked at: %j',
  async (wish) => {
    await using fresh = await freshRedis()
    const { two, slow } = await freedUnheard(fresh)
    const { version } = two.availability
    slow.before('take', async (reply) => (reply as unknown[]).with(2, version))
    expect((await two.availability.take(wish)).code).not.toBe('CANDIDATES')
  },
)

test('own choices that are younger than what was heard do not count as somebody’s', async () => {
  await using fresh = await freshRedis()
  const { one, two, slow } = await twoOfWhichOneIsSlow(fresh)
  const { holdId, seats } = await holdAt(one, two, { seats: [0] })
  slow.keepBack()
  let ownWord: unknown
  let own: Promise<unknown> | undefined
  slow.before('take', async (reply) => {
    // Redis has named its version. Then one seat comes free, which two does not hear; then two's own buyer chooses the other.
    await one.availability.free(seats, holdId)
    own = choose(two, [1]).catch(() => {})
    ownWord = two.availability.preview(anyOne, [])
    return reply
  })
  // Never was there no seat at all: one of the two was free at each instant.
  expect(await two.availability.take({ quantity: 2 })).toMatchObject({
    code: 'NOT_ENOUGH_SEATS',
    available: 1,
  })
  // Control: what the copy would have said by then.
  expect(ownWord).toMatchObject({ code: 'UNDECIDED', found: { code: 'SOLD_OUT' } })
  await own
})

test.each([
  [4, { code: 'NOT_ENOUGH_SEATS', available: 3 }],
  [3, { code: 'CANDIDATES' }],
])('where seats have come open as well, they are left out: a party of %i', async (quantity, told) => {
  await using fresh = await freshRedis()
  const { one, two, slow } = await twoOfWhichOneIsSlow(fresh, { index: hall([4]) })
  const theirs = await holdAt(one, two, { seats: [0] })
  const ours = await two.hold({ seats: [3] })
  if ('code' in ours) throw new Error(ours.code)
  slow.keepBack()
  let own: Promise<{ ticket: number; seats: number[] }> | undefined
  slow.before('take', async (reply) => {
    await one.availability.free(theirs.seats, theirs.holdId)
    void two.availability.free(ours.seats, ours.holdId)
    own = choose(two, [1])
    own.then(({ ticket, seats }) => two.availability.giveBack(ticket, seats)).catch(() => {})
    return reply
  })
  const asked = async () => {
    for (;;) {
      const taken = await two.availability.take({ quantity })
      if (taken.code !== 'UNDECIDED') return taken
      if (taken.found?.code === 'NOT_ENOUGH_SEATS' && quantity === 4) return taken.found
      await two.availability.settled(taken.moment, 10_000)
    }
  }
  expect(await asked()).toMatchObject(told)
  await own
})

test('a "no" waits for the verdict on another server’s candidates, and for nobody who comes after them', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh, { index: hall([2]) })
  const { holdId, seats } = await holdAt(one, two, { seats: [0] })
  const early = await choose(one, [1])
  const { found, moment } = await undecidedAt(two, anyOne)
  expect(found).toMatchObject({ code: 'SOLD_OUT' })
  await one.availability.free(seats, holdId)
  const late = await choose(one, [0])
  let told: string | undefined
  const settled = two.availability.settled(moment, 10_000).then((how) => {
    told = how
  })
  await until(async () => (await two.availability.take({ seats: [0] })).code === 'UNDECIDED')
  expect(told).toBe(undefined)
  await one.availability.keep(early.ticket, early.seats, uuid(), soon())
  await settled
  // There is no instant without a candidate yet.
  expect((await undecidedAt(two, anyOne)).found).toMatchObject({ code: 'SOLD_OUT' })
  expect(told).toBe('KEPT')
  await one.availability.giveBack(late.ticket, late.seats)
})

/** What two hears of a candidate of one's, of which `become` says what becomes of it. */
async function whatBecomesOf(
  become: (one: SeatServer, chosen: Awaited<ReturnType<typeof choose>>, two: SeatServer) => Promise<unknown>,
): Promise<string> {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh, { index: hall([1]) })
  const chosen = await choose(one, [0])
  const { moment } = await undecidedAt(two, anyOne)
  const settled = two.availability.settled(moment, 10_000)
  await become(one, chosen, two)
  return await settled
}

const back = (one: SeatServer, { ticket, seats }: Awaited<ReturnType<typeof choose>>) =>
  Promise.resolve(one.availability.giveBack(ticket, seats))
const endedBefore = async (
  one: SeatServer,
  { ticket, seats }: Awaited<ReturnType<typeof choose>>,
  two: SeatServer,
) => {
  const holdId = uuid()
  await two.availability.free(seats, holdId)
  await one.availability.keep(ticket, seats, holdId, soon())
}

test('a candidate that is given back is told as such', async () => {
  expect(await whatBecomesOf(back)).toBe('GIVEN_BACK')
})

test('control: a script that tells it as kept lets others say "no" of a seat that is free', async () => {
  weakenScript('settle', 'is_kept and is_kept(seat, bytes[at], HELD) and KEPT or GIVEN_BACK', 'KEPT')
  expect(await whatBecomesOf(back)).toBe('KEPT')
})

test('a candidate whose hold had ended before it was told of counts as given back', async () => {
  expect(await whatBecomesOf(endedBefore)).toBe('GIVEN_BACK')
})

test('control: a script that does not ask whether the grant still holds takes it for kept', async () => {
  weakenScript(
    'settle',
    'end_lease(ticket .. packed, is_current)',
    'end_lease(ticket .. packed, function() return true end)',
  )
  expect(await whatBecomesOf(endedBefore)).toBe('KEPT')
})

test('a candidate that the ledger gave to somebody else counts as given back', async () => {
  const lost = async (one: SeatServer, { ticket, seats }: Awaited<ReturnType<typeof choose>>) =>
    one.availability.giveBack(ticket, seats, seats)
  expect(await whatBecomesOf(lost)).toBe('GIVEN_BACK')
})

test('a candidate of a dead server is given back when its lease ends, by who waits for it', async () => {
  await using fresh = await freshRedis()
  const { one, two, key } = await twoServers(fresh, { index: hall([1]) })
  await choose(one, [0])
  const { moment } = await undecidedAt(two, anyOne)
  const settled = two.availability.settled(moment, 10_000)
  await askNode(fresh.process, 'EVAL', endAllLeases, '1', key('leases'))
  expect(await settled).toBe('GIVEN_BACK')
})

test('the wait is bounded, and ends undecided', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh, { index: hall([1]) })
  await choose(one, [0])
  const { moment } = await undecidedAt(two, anyOne)
  expect(await two.availability.settled(moment, 400)).toBe('UNDECIDED')
})

test('who waits looks again when everything is read anew: a candidate may be another one than before', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh, { index: hall([2]) })
  await holdAt(one, two, { seats: [1] })
  const chosen = await choose(one, [0])
  const { moment } = await undecidedAt(two, anyOne)
  const settled = two.availability.settled(moment, 10_000)
  const publish = "redis.call('SPUBLISH', CHANNEL, message)"
  const [tellSettled, tellTaken] = [weakenScript('settle', publish, ''), weakenScript('take', publish, '')]
  await one.availability.giveBack(chosen.ticket, chosen.seats)
  const again = await choose(one, [0])
  tellSettled()
  tellTaken()
  // Until its wait makes it look, two knows nothing of it; the next it hears is that "the" candidate was kept.
  await one.availability.keep(again.ticket, again.seats, uuid(), soon())
  expect(await settled).toBe('GIVEN_BACK')
})
