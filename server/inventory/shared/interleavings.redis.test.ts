import { expect, test } from 'vitest'
import { askNode, type FreshRedis, freshRedis, until } from '../../../test/setup/redis.ts'
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
import { redisLimits, sharedSeatsLimits } from '../../limits/redis-limits.ts'
import { type Redis, RedisFault } from '../../redis/redis.ts'

/*
 * Two servers, one event, one Redis.
 *
 *   a proposal and another server's choice of the same seats    the script looks before it marks
 *   a choice and the end of its server                          its lease, by Redis's clock, ended by whichever script comes next
 *   a choice whose answer is lost, and who waits for its seats  its server is alone from then on, and ends it before it reads the ledger
 *   a verdict later than the lease, and the successor's choice  the lease is gone, so the late one takes no mark off
 *   a late "free" and the next holder                           the seat's stamp is the next holder's
 *   a "free" that overtakes the "granted" of its hold           the hold's stamp is remembered as ended
 *   a message lost                                              the next one's `from` does not fit: everything is read anew
 *   a message lost while everything is being read anew          it is read once more, because that reading may be older than the message
 *   many messages while a copy is coming back from being alone  the latest are kept; what they do not follow on is read anew
 *   a snapshot to join with, and own acts that it is without    a snapshot is only shown with a later version than what is shown
 *   a call given up by its server, and Redis that gets to it    the call's deadline, by Redis's clock
 */

type Around = (name: string, run: () => Promise<unknown>) => Promise<unknown>

/** Two servers, of which the first calls its scripts through `around`, by name. */
async function twoWith(fresh: FreshRedis, around: Around, options: Partial<SeatServerOptions> = {}) {
  const shared = { index: hall([10, 10]), ledger: createLedger(), eventId: uuid(), ...options }
  const redis = await fresh.open()
  const run: Redis['run'] = (script, keys, args) => around(script.name, () => redis.run(script, keys, args))
  const one = await seatServer({ ...shared, redis: { ...redis, run } })
  const two = await seatServer({ ...shared, redis: await fresh.open() })
  const block = async (server: SeatServer, seats: number[]) => {
    for (const seat of seats)
      shared.ledger.claims.set(seat, { holdId: null, state: 3, expiresAtMs: Number.POSITIVE_INFINITY })
    await server.availability.block(seats)
  }
  return { ...shared, one, two, redis, block, channel: `fullhouse:{${shared.eventId}}:1:changes` }
}

/** What somebody sees who was there from the beginning: every change follows on the one before it, and leads to what is there now. */
function expectGapless({ changes, availability }: SeatServer): void {
  const seen = new Uint8Array(availability.states.length)
  for (const [at, { from, to, seats }] of changes.entries()) {
    expect(to).toBeGreaterThan(from)
    if (at > 0) expect(from).toBe(changes[at - 1]!.to)
    for (const packed of seats) seen[packed >>> 2] = packed & 3
  }
  expect([...seen]).toEqual([...availability.states])
}

test('a seat is never two servers’ candidate', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh)
  for (const seat of [3, 4, 5, 6, 7]) {
    const both = await Promise.all([one, two].map(({ availability }) => availability.take({ seats: [seat] })))
    expect(both.map(({ code }) => code).sort()).toEqual(['CANDIDATES', 'UNDECIDED'])
  }
})

test('control: a script that does not look gives one seat to two servers', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh)
  weakenScript('take', 'if not is_open(byte) then', 'if false then')
  const both = await Promise.all([one, two].map(({ availability }) => availability.take({ seats: [3] })))
  expect(both.map(({ code }) => code)).toEqual(['CANDIDATES', 'CANDIDATES'])
})

test('what a dead server has chosen is free again by itself, and who waits for it gets it', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh, { index: hall([2]) })
  await choose(one, [0, 1])
  // From here on the first server says nothing any more.
  const held = await two.hold({ quantity: 2 })
  expect(held).toMatchObject({ seats: [0, 1] })
})

test('what a server has chosen without hearing of it is free again as soon as it can say so', async () => {
  await using fresh = await freshRedis()
  expect(await chooseUnheard(fresh)).toBe('CANDIDATES')
})

test('control: a rebuild that does not end it leaves everybody waiting for the lease', async () => {
  await using fresh = await freshRedis()
  weakenScript('beginRebuild', "if ARGV[9] == '1'", 'if false')
  expect(await chooseUnheard(fresh)).toBe('UNDECIDED')
})

const endNoLease =
  "for _, lease in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do redis.call('ZADD', KEYS[1], 1e15, lease) end"

/** What another server hears that wants a seat which the first one chose without being told so, when that goes on. */
async function chooseUnheard(fresh: FreshRedis): Promise<string> {
  let isNext = false
  const { eventId, one, two } = await twoWith(fresh, async (name, run) => {
    const reply = await run()
    if (name !== 'take' || !isNext) return reply
    isNext = false
    // No lease ends by itself before this test does.
    await askNode(fresh.process, 'EVAL', endNoLease, '1', `fullhouse:{${eventId}}:1:leases`)
    throw new RedisFault('the answer is lost')
  })
  isNext = true
  await choose(one, [4])
  await until(() => !one.availability.isDegraded)
  // With this one's answer comes whatever was told before it.
  await choose(two, [9])
  const taken = await two.availability.take({ seats: [4] })
  return taken.code
}

test('a verdict that comes after the lease takes nothing from whoever chose the seat next', async () => {
  await using fresh = await freshRedis()
  const { one, two, key } = await twoServers(fresh, { index: hall([2]) })
  const early = await choose(one, [0])
  await askNode(fresh.process, 'EVAL', endAllLeases, '1', key('leases'))
  await choose(two, [1])
  await until(() => two.availability.preview({ quantity: 1 }, []).code === 'SEATS')
  const late = await choose(two, [0])
  await one.availability.giveBack(early.ticket, early.seats)
  expect((await one.availability.take({ seats: [0] })).code).toBe('UNDECIDED')
  await two.availability.giveBack(late.ticket, late.seats)
  await until(async () => (await one.availability.take({ seats: [0] })).code === 'CANDIDATES')
})

test('a late free of a hold that has ended does not free its successor’s seat', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh)
  const [first, next] = [uuid(), uuid()]
  const before = await choose(one, [4])
  await one.availability.keep(before.ticket, before.seats, first, soon())
  await one.availability.free([4], first)
  await until(() => two.availability.states[4] === 0)
  const after = await choose(two, [4])
  await two.availability.keep(after.ticket, after.seats, next, soon())
  await until(() => one.availability.states[4] === 1)
  await one.availability.free([4], first)
  expect(await two.availability.take({ seats: [4] })).toMatchObject({ code: 'SEATS_TAKEN' })
  expect(one.availability.states[4]).toBe(1)
})

test('a free that overtakes the news of its hold is not undone by it', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh)
  const holdId = uuid()
  const chosen = await choose(one, [4])
  await two.availability.free([4], holdId)
  await one.availability.keep(chosen.ticket, chosen.seats, holdId, soon())
  expect([one, two].map(({ availability }) => availability.states[4])).toEqual([0, 0])
  // Both may have it, one after the other.
  for (const server of [one, two]) {
    await until(() => server.availability.preview({ quantity: 20 }, []).code === 'SEATS')
    const again = await choose(server, [4])
    await server.availability.giveBack(again.ticket, again.seats)
  }
})

test('a hold that no server ends may be asked for a while after its time', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh)
  const chosen = await choose(one, [4])
  await one.availability.keep(
    chosen.ticket,
    chosen.seats,
    uuid(),
    Date.now() - sharedSeatsLimits.lapseGraceMs - 1,
  )
  await until(() => two.availability.states[4] === 1)
  await two.availability.take({ seats: [5] })
  await until(async () => (await two.availability.take({ seats: [4] })).code === 'CANDIDATES')
})

test('a message that is lost is noticed by the next, and everything is read anew', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh)
  const { snapshots } = two.figures()
  const restore = weakenScript('settle', "redis.call('SPUBLISH', CHANNEL, message)", '')
  await one.availability.block([3])
  expect(one.availability.states[3]).toBe(3)
  restore()
  await one.availability.block([4])
  await until(() => two.availability.states[4] === 3)
  expect(two.availability.states[3]).toBe(3)
  expect(two.figures().snapshots).toBe(snapshots + 1)
  expect(two.availability.version).toBe(one.availability.version)
})

test('a choice that Redis gets to after its server gave it up is not made', async () => {
  await using fresh = await freshRedis()
  expect(await chooseInVain(fresh)).toBe('CANDIDATES')
})

test('control: a script that does not look at the clock makes it', async () => {
  await using fresh = await freshRedis()
  weakenScript('take', "if is_late() then return { 'LATE', NOW_MS } end", '')
  // Its server would soon end what it has not heard of.
  weakenScript('beginRebuild', "if ARGV[9] == '1'", 'if false')
  expect(await chooseInVain(fresh)).toBe('UNDECIDED')
})

/** What another server hears that wants a seat which one wanted while Redis stood still, when it goes on. */
async function chooseInVain(fresh: FreshRedis): Promise<string> {
  const { one, two } = await twoServers(fresh)
  // Redis knows the script from here on, and its clock is known here.
  await choose(one, [9])
  await fresh.process.kill('SIGSTOP')
  await choose(one, [4])
  const stillUntilMs = performance.now() + redisLimits.callMs
  await until(() => performance.now() > stillUntilMs)
  await fresh.process.kill('SIGCONT')
  const taken = await two.availability.take({ seats: [4] })
  return taken.code
}

test('a seat that one script frees and gives to somebody else is shown as theirs, at both servers', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh)
  const [first, next] = [uuid(), uuid()]
  await one.availability.sell([4], first)
  await until(() => two.availability.states[4] === 2)
  // Both acts travel together, as those of a cancellation whose seats go to the waitlist do.
  await Promise.all([one.availability.free([4], first), one.availability.sell([4], next)])
  await one.availability.block([5])
  await until(() => two.availability.states[5] === 3)
  expect([one, two].map(({ availability }) => availability.states[4])).toEqual([2, 2])
})

test('what is announced has no gaps, whatever happened', async () => {
  await using fresh = await freshRedis()
  const { one, two } = await twoServers(fresh)
  await Promise.all(Array.from({ length: 12 }, (_, at) => [one, two][at % 2]!.hold({ quantity: 1 })))
  await fresh.process.kill('SIGKILL')
  await until(() => one.availability.isDegraded && two.availability.isDegraded)
  await Promise.all(Array.from({ length: 4 }, (_, at) => [one, two][at % 2]!.hold({ quantity: 1 })))
  await fresh.process.start()
  await until(() => !one.availability.isDegraded && !two.availability.isDegraded)
  await Promise.all(Array.from({ length: 4 }, (_, at) => [one, two][at % 2]!.hold({ quantity: 1 })))
  await until(() => one.availability.counts.held === 20 && two.availability.counts.held === 20)
  expectGapless(one)
  expectGapless(two)
})

test('a snapshot that is no later than what a server showed alone is not shown under its version', async () => {
  await using fresh = await freshRedis()
  let next: 'settle' | 'finish-rebuild' | 'snapshot' | null = null
  const { one, two, block } = await twoWith(fresh, async (name, run) => {
    if (name !== next) return run()
    switch (name) {
      case 'settle':
        next = 'finish-rebuild'
        throw new RedisFault('not told')
      case 'finish-rebuild':
        // Redis began one step after what is shown here; this is the second, and seat 0, which it has missed, the third.
        await block(two, [9])
        next = 'snapshot'
        return run()
      default: {
        next = null
        const snapshot = await run()
        // Shown here at once, three steps; Redis hears of it after the snapshot.
        void block(one, [4, 5, 6])
        return snapshot
      }
    }
  })
  next = 'settle'
  await block(one, [0])
  await until(() => next === null && !one.availability.isDegraded)
  await until(() => [one, two].every(({ availability }) => availability.counts.blocked === 5))
  await until(() => [0, 4, 5, 6, 9].every((seat) => one.availability.states[seat] === 3))
  expectGapless(one)
})

test('a message that is lost while everything is being read anew is noticed, too', async () => {
  await using fresh = await freshRedis()
  const [began, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let isNext = false
  const { one, two, block, redis, channel } = await twoWith(fresh, async (name, run) => {
    const reply = await run()
    if (name === 'snapshot' && isNext) {
      isNext = false
      began.resolve()
      await goOn.promise
    }
    return reply
  })
  const heard: Buffer[] = []
  await redis.bus.subscribeBytes(channel, (message) => void heard.push(message))
  weakenScript('settle', 'MESSAGE_CHANGES = 8192', 'MESSAGE_CHANGES = 0')
  isNext = true
  await block(two, [3])
  await began.promise
  await block(two, [4])
  await until(() => heard.length === 2)
  goOn.resolve()
  await until(() => one.availability.states[4] === 3)
  expectGapless(one)
})

test('of more messages than are kept while a copy comes back from being alone, the latest are kept', async () => {
  await using fresh = await freshRedis()
  const most = sharedSeatsLimits.messagesAhead
  let next: 'settle' | 'finish-rebuild' | 'snapshot' | null = null
  const heard: Buffer[] = []
  const { one, two, block, redis, channel } = await twoWith(
    fresh,
    async (name, run) => {
      if (name !== next) return run()
      switch (name) {
        case 'settle':
          next = 'finish-rebuild'
          throw new RedisFault('not told')
        case 'finish-rebuild':
          next = 'snapshot'
          for (let seat = 0; seat < most; seat += 1) await block(two, [seat])
          return run()
        default: {
          next = null
          const [snapshot, before] = [await run(), heard.length]
          await block(two, [most])
          await until(() => heard.length > before)
          return snapshot
        }
      }
    },
    { index: hall([], [most + 2]) },
  )
  await redis.bus.subscribeBytes(channel, (message) => void heard.push(message))
  next = 'settle'
  await block(one, [most + 1])
  await until(() => next === null && !one.availability.isDegraded)
  await until(() => one.availability.counts.blocked === most + 2)
  expectGapless(one)
})
test('a Redis that stands still costs a bounded wait, then the ledger decides alone, and afterwards Redis is right again', async () => {
  await using fresh = await freshRedis()
  const { one, two, ledger } = await twoServers(fresh)
  await fresh.process.kill('SIGSTOP')
  const outcomes = await Promise.all(
    Array.from({ length: 24 }, (_, at) => [one, two][at % 2]!.hold({ quantity: 1 })),
  )
  expect(ledger.claims.size).toBe(20)
  expect(outcomes.filter((outcome) => 'holdId' in outcome)).toHaveLength(20)
  await fresh.process.kill('SIGCONT')
  await until(() => !one.availability.isDegraded && !two.availability.isDegraded)
  await until(() => one.availability.counts.held === 20 && two.availability.counts.held === 20)
})
