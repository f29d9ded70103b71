import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshRedis } from '../../../test/setup/redis.ts'
import { type SharedCalls, watchCalls } from '../../../test/setup/shared-calls.ts'
import { createLedger, hall, type SeatServer, seatServer, uuid } from '../../../test/setup/shared-seats.ts'
import { soon } from '../../../test/setup/two-servers.ts'
import { weakenScript } from '../../../test/setup/weaken-script.ts'
import type { Taken, Wish } from '../availability.ts'
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
  await checkAgreement()
})

/** The same acts each time: whether a control catches what it is for is not left to chance. */
const controlSeed = 20_261_121

test.each([
  [
    'frees seats for whoever says so',
    'settle',
    'function(seat) return owner_of(seat) == stamp end',
    'function() return true end',
  ],
  [
    'says of no candidate that it was given back',
    'settle',
    'mark(seat, is_kept and is_kept(seat, bytes[at], HELD) and KEPT or GIVEN_BACK)\n',
    '',
  ],
  [
    'revives what was sold',
    'settle',
    'return byte % 4 == HELD and owner_of(seat) == stamp',
    'return owner_of(seat) == stamp',
  ],
] as const)('control: a script that %s is caught', async (_, name, guard, instead) => {
  weakenScript(name, guard, instead)
  await expect(checkAgreement(controlSeed)).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/^Disagreement: /) },
  })
})

/** Rejects with a `Disagreement` when a server answers, or shows, what memory does not. */
async function checkAgreement(seed?: number): Promise<void> {
  await using fresh = await freshRedis()
  const connections = [await fresh.open(), await fresh.open()]
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const calls = watchCalls()
      const shared = { index, ledger: createLedger(), eventId: uuid() }
      const servers = [
        await seatServer({ ...shared, redis: calls.through(connections[0]!) }),
        await seatServer({ ...shared, redis: calls.through(connections[1]!) }),
      ]
      try {
        await agree(list, servers, calls)
      } finally {
        for (const each of servers) each.availability.close()
      }
    }),
    { numRuns: 150, endOnFailure: true, ...(seed !== undefined && { seed }) },
  )
}

async function agree(list: Command[], servers: SeatServer[], calls: SharedCalls): Promise<void> {
  const memory = createMemoryAvailability({ index, startVersion: 0, locked: [], onChange() {} })
  const open: Open[] = []
  const holds: { id: string; seats: number[] }[] = []
  const ended = new Set<string>()
  const { disturbances } = calls
  await settled()
  for (const command of list) {
    await act(command)
    await settled()
    compare('states', [...memory.states], ({ availability }) => [...availability.states])
    compare('counts', memory.counts, ({ availability }) => availability.counts)
    compare('free', [...memory.freeByCategory], ({ availability }) => [...availability.freeByCategory])
  }

  async function settled(): Promise<void> {
    await calls.quiet()
    // A machine that was too busy to answer in time: there is nothing to compare then. Too many such runs fail the test.
    const isAlone = servers.some(({ availability }) => availability.isDegraded)
    fc.pre(!isAlone && calls.disturbances === disturbances)
  }

  function compare(what: string, wanted: unknown, of: (server: SeatServer) => unknown): void {
    for (const server of servers) same(what, wanted, of(server))
  }

  async function act(command: Command): Promise<void> {
    const { availability } = servers[command.server]!
    if (command.do === 'take') return takeOnBoth(command.wish, command.server)
    if (command.do === 'block') {
      // Both servers would refuse it by now, for reasons of their own.
      if (open.some(({ seats }) => seats.includes(command.seat))) return
      memory.block([command.seat])
      await availability.block([command.seat])
    } else if (command.do === 'keep' || command.do === 'giveBack') {
      const settling = open.splice(command.which % Math.max(open.length, 1), 1)[0]
      if (settling === undefined) return
      // Whoever chose them settles them.
      const own = servers[settling.server]!.availability
      if (command.do === 'giveBack') {
        memory.giveBack(settling.inMemory, settling.seats)
        await own.giveBack(settling.ticket, settling.seats)
        return
      }
      const hold = { id: uuid(), seats: settling.seats }
      holds.push(hold)
      memory.keep(settling.inMemory, hold.seats, hold.id, soon())
      await own.keep(settling.ticket, hold.seats, hold.id, soon())
    } else {
      const hold = holds[command.which % Math.max(holds.length, 1)]
      if (hold === undefined) return
      // The ledger sells no hold that has ended. What is told late is tried in `late-acts.redis.test.ts`.
      if (command.do === 'sell' && ended.has(hold.id)) return
      if (command.do === 'free') ended.add(hold.id)
      for (const each of [memory, availability]) {
        if (command.do === 'revive') await each.revive(hold.seats, hold.id, soon())
        else await each[command.do](hold.seats, hold.id)
      }
    }
  }

  async function takeOnBoth(wish: Wish, at: number): Promise<void> {
    const alone = memory.take(wish)
    const together = await servers[at]!.availability.take(wish)
    // While it was asked a server may have been left alone.
    await settled()
    same('answer', described(alone), described(together))
    if (alone.code !== 'CANDIDATES' || together.code !== 'CANDIDATES') return
    // The choice may be another one; it must be one that memory finds free as well.
    memory.giveBack(alone.ticket, alone.seats)
    const chosen = memory.take({ seats: together.seats })
    if (chosen.code !== 'CANDIDATES')
      throw new Error(`Disagreement: ${together.seats} were not free: ${chosen.code}`)
    open.push({ server: at, seats: together.seats, ticket: together.ticket, inMemory: chosen.ticket })
  }
}

function same(what: string, wanted: unknown, found: unknown): void {
  if (!isDeepStrictEqual(found, wanted))
    throw new Error(
      `Disagreement: memory's ${what}: ${JSON.stringify(wanted)}, a server's: ${JSON.stringify(found)}`,
    )
}

function described(taken: Taken): object {
  if (taken.code === 'CANDIDATES') return { code: taken.code, count: taken.seats.length }
  return taken.code === 'UNDECIDED' ? { code: taken.code, found: taken.found } : taken
}
