import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshRedis, until } from '../../../test/setup/redis.ts'
import { createLedger, hall, type SeatServer, seatServer, uuid } from '../../../test/setup/shared-seats.ts'
import type { Taken, Wish } from '../availability.ts'
import type { MemoryAvailability } from '../memory-availability.ts'
import { createMemoryAvailability } from '../memory-availability.ts'

const index = hall([4, 2, 4], [2])

type Command =
  | { do: 'take'; server: number; wish: Wish }
  | { do: 'keep' | 'giveBack' | 'sell' | 'free' | 'lapse' | 'revive'; server: number; which: number }
  | { do: 'block'; server: number; seat: number }

const server = fc.nat(1)
const commands = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('take' as const),
        server,
        wish: fc.oneof(
          fc.record(
            {
              quantity: fc.integer({ min: 1, max: 5 }),
              category: fc.constantFrom('A', 'B', 'Standing'),
              area: fc.constant('area-0'),
              adjacent: fc.boolean(),
            },
            { requiredKeys: ['quantity'] },
          ),
          fc
            .uniqueArray(fc.nat(index.places - 1), { minLength: 1, maxLength: 4 })
            .map((seats) => ({ seats: seats.sort((a, b) => a - b) })),
        ),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constantFrom('keep', 'keep', 'keep', 'giveBack', 'sell', 'free', 'lapse', 'revive'),
        server,
        which: fc.nat(20),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('block' as const), server, seat: fc.nat(index.places - 1) }),
    },
  ) as fc.Arbitrary<Command>,
  { minLength: 5, maxLength: 60 },
)

interface Open {
  server: number
  seats: number[]
  ticket: number
  inMemory: number
}

test('whatever is done in whatever order, on two servers, the answers are those of one server with its own memory', async () => {
  await using fresh = await freshRedis()
  const connections = [await fresh.open(), await fresh.open()]
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const shared = { index, ledger: createLedger(), eventId: uuid() }
      const servers = [
        await seatServer({ ...shared, redis: connections[0]! }),
        await seatServer({ ...shared, redis: connections[1]! }),
      ]
      const memory = createMemoryAvailability({ index, startVersion: 0, locked: [], onChange() {} })
      const open: Open[] = []
      const holds: { id: string; seats: number[] }[] = []
      for (const command of list) {
        const { availability } = servers[command.server]!
        if (command.do === 'take') await takeOnBoth(command.wish, command.server)
        else if (command.do === 'block') {
          // Both servers would refuse it by now, for reasons of their own.
          if (open.some(({ seats }) => seats.includes(command.seat))) continue
          memory.block([command.seat])
          await availability.block([command.seat])
        } else if (command.do === 'keep' || command.do === 'giveBack') {
          const settled = open.splice(command.which % Math.max(open.length, 1), 1)[0]
          if (settled === undefined) continue
          // Whoever chose them settles them.
          const own = servers[settled.server]!.availability
          if (command.do === 'giveBack') {
            memory.giveBack(settled.inMemory, settled.seats)
            await own.giveBack(settled.ticket, settled.seats)
            continue
          }
          const hold = { id: uuid(), seats: settled.seats }
          holds.push(hold)
          memory.keep(settled.inMemory, hold.seats, hold.id, soon())
          await own.keep(settled.ticket, hold.seats, hold.id, soon())
        } else {
          const hold = holds[command.which % Math.max(holds.length, 1)]
          if (hold === undefined) continue
          for (const each of [memory, availability]) {
            if (command.do === 'revive') await each.revive(hold.seats, hold.id, soon())
            else await each[command.do](hold.seats, hold.id)
          }
        }
        await sameEverywhere(memory, servers)
      }
      for (const each of servers) each.availability.close()

      async function takeOnBoth(wish: Wish, at: number): Promise<void> {
        const { availability } = servers[at]!
        const alone = memory.take(wish)
        let together = await availability.take(wish)
        // What the other server did may be on its way here still. Nothing is granted too early by that, only refused.
        await until(async () => {
          if (together.code !== 'CANDIDATES' && together.code !== alone.code)
            together = await availability.take(wish)
          return together.code === 'CANDIDATES' || together.code === alone.code
        }, 5_000).catch(() => {})
        fc.pre(servers.every((each) => !each.availability.isDegraded))
        expect(described(together)).toEqual(described(alone))
        if (alone.code !== 'CANDIDATES' || together.code !== 'CANDIDATES') return
        // The choice may be another one; it must be one that memory finds free as well.
        memory.giveBack(alone.ticket, alone.seats)
        const same = memory.take({ seats: together.seats })
        if (same.code !== 'CANDIDATES') throw new Error(`${together.seats} were not free: ${same.code}`)
        open.push({ server: at, seats: together.seats, ticket: together.ticket, inMemory: same.ticket })
      }
    }),
    { numRuns: 150, endOnFailure: true },
  )
})

const soon = (): number => Date.now() + 600_000

function described(taken: Taken): object {
  return taken.code === 'CANDIDATES' ? { code: taken.code, count: taken.seats.length } : taken
}

async function sameEverywhere(memory: MemoryAvailability, servers: readonly SeatServer[]): Promise<void> {
  const wanted = Buffer.from(memory.states)
  const isDegraded = () => servers.some(({ availability }) => availability.isDegraded)
  const isSame = () => servers.every(({ availability }) => wanted.equals(availability.states))
  await until(() => isDegraded() || isSame(), 5_000).catch(() => {
    const others = servers.map(({ availability }) => availability.states)
    throw new Error(`memory has ${memory.states}, the servers ${others.join(' and ')}`)
  })
  // A machine that was too busy to answer in time: there is nothing to compare then. Too many such runs fail the test.
  fc.pre(!isDegraded())
  for (const { availability } of servers) {
    expect(availability.counts).toEqual(memory.counts)
    expect([...availability.freeByCategory]).toEqual([...memory.freeByCategory])
  }
}
