import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setBlocked } from '../../server/inventory/block-seats.ts'
import type { Sale } from '../../server/inventory/sale.ts'
import { freshDatabase } from '../setup/database.ts'
import { openHouse, type Server, startEngine, uuid } from './house.ts'
import { freeSeats, holdSeats, joinJob, letLapse, places, sell } from './queue-for-seats.ts'
import { createModel } from './waitlist-model.ts'

const SEATS = 6

type Step =
  | { do: 'book'; who: number; seats: number[]; sell: boolean }
  | { do: 'cancel' | 'expire' | 'leave' | 'accept' | 'lapse'; who: number }
  | { do: 'join'; who: number; quantity: number; adjacent: boolean }
  | { do: 'block' | 'unblock'; seat: number }

const who = fc.nat(7)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('book' as const),
      who,
      seats: fc.uniqueArray(fc.nat(SEATS - 1), { minLength: 1, maxLength: 3 }),
      sell: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'cancel' as const,
        'expire' as const,
        'leave' as const,
        'accept' as const,
        'lapse' as const,
      ),
      who,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      who,
      quantity: fc.integer({ min: 1, max: 3 }),
      adjacent: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('block' as const, 'unblock' as const),
      seat: fc.nat(SEATS - 1),
    }),
  },
)

/** A sale begins with every seat in somebody's hands, so that what follows is about waiting. */
const soldOut: Step[] = Array.from({ length: SEATS }, (_, seat) => ({
  do: 'book',
  who: seat,
  seats: [seat],
  sell: seat % 2 === 0,
}))

interface Booking {
  holdId: string
  customerId: string
  orderId: string | null
}

/** The real thing: engines on PostgreSQL, and what its people have. */
function createHouse(engines: { engine: Server; sale: Sale }[]) {
  const bookings = new Map<number, Booking>()
  const entries = new Map<number, { entryId: string; customerId: string }>()
  let turn = 0
  const next = () => engines[turn++ % engines.length]!

  const offerOf = async (person: number) => {
    const entry = entries.get(person)
    if (entry === undefined) return undefined
    const { rows } = await engines[0]!.engine.pool.query(
      'select hold_id as id from waitlist w where id = $1 and state = 3',
      [entry.entryId],
    )
    return rows[0] && { holdId: rows[0].id as string, customerId: entry.customerId }
  }

  return {
    bookings,
    entries,
    async run(one: Step): Promise<string | boolean | undefined> {
      const { engine, sale } = next()
      switch (one.do) {
        case 'book': {
          if (bookings.has(one.who)) return undefined
          try {
            const held = await holdSeats(engine, sale, one.seats)
            const orderId = one.sell ? await sell(engine, sale, held) : null
            bookings.set(one.who, { ...held, orderId })
            return true
          } catch {
            return false
          }
        }
        case 'cancel': {
          const mine = bookings.get(one.who)
          if (mine === undefined) return undefined
          bookings.delete(one.who)
          if (mine.orderId === null) await engine.inventory.release(sale, mine.holdId, mine.customerId)
          else
            await engine.inventory.cancel(sale, { orderId: mine.orderId, customerIds: null, ticketIds: null })
          return undefined
        }
        case 'expire': {
          const mine = bookings.get(one.who)
          if (mine === undefined || mine.orderId !== null) return undefined
          bookings.delete(one.who)
          await passTime(engines, mine.holdId)
          return undefined
        }
        case 'join': {
          if (entries.has(one.who)) return undefined
          const job = joinJob(one.quantity, { adjacent: one.adjacent })
          const verdict = await engine.inventory.join(sale, job)
          if (verdict.code === 'JOINED') entries.set(one.who, job)
          return verdict.code
        }
        case 'leave': {
          const entry = entries.get(one.who)
          if (entry) await engine.inventory.leave(sale, entry.entryId, [entry.customerId])
          return undefined
        }
        case 'accept': {
          const offer = await offerOf(one.who)
          if (offer === undefined) return false
          return sell(engine, sale, offer).then(
            () => true,
            () => false,
          )
        }
        case 'lapse': {
          const offer = await offerOf(one.who)
          if (offer !== undefined) await passTime(engines, offer.holdId)
          return undefined
        }
        case 'block':
          return (await setBlocked(engine.pool, engine.inventory, sale, [one.seat], true)).ok
        case 'unblock':
          await setBlocked(engine.pool, engine.inventory, sale, [one.seat], false)
          return undefined
      }
    },
  }
}

/** A hold's time is over, and every server has looked. */
async function passTime(engines: { engine: Server }[], holdId: string): Promise<void> {
  for (const { engine } of engines) await letLapse(engine, holdId)
  for (const { engine } of engines) {
    await engine.inventory.sweep()
    await engine.inventory.tendWaiting()
  }
}

async function inHouse(
  servers: number,
  work: (house: { eventId: string; engines: { engine: Server; sale: Sale }[] }) => Promise<void>,
) {
  await using database = await freshDatabase()
  const { id: eventId } = await openHouse(database.pool, SEATS, {
    maxPerOrder: 3,
    waitlist: { passes: 1, passMinutes: 10_000 },
  })
  const engines: { engine: Server; sale: Sale }[] = []
  try {
    for (let n = 0; n < servers; n += 1) {
      const engine = startEngine(database)
      engines.push({ engine, sale: await engine.sale(eventId) })
    }
    await work({ eventId, engines })
  } finally {
    for (const { engine } of engines) await engine[Symbol.asyncDispose]()
  }
}

const states = ['', 'waiting', 'gathering', 'offered', 'fulfilled', 'left', 'lapsed']

describe('a sale with a waitlist, against a plain model of its rules', () => {
  it('step by step: the same seats to the same people, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), (steps) =>
        inHouse(1, async ({ eventId, engines }) => {
          const house = createHouse(engines)
          const { sale, engine } = engines[0]!
          const model = createModel(sale.index, SEATS)
          const booked = new Map<number, boolean>()
          const joined = new Set<number>()
          for (const one of [...soldOut, ...steps]) {
            const was = booked.get((one as { who: number }).who)
            const real = await house.run(one)
            switch (one.do) {
              case 'book':
                if (real !== undefined) {
                  expect(model.take(`${one.who}`, one.seats)).toBe(real)
                  if (real) booked.set(one.who, one.sell)
                }
                break
              case 'cancel':
              case 'expire':
                if (was === undefined || (one.do === 'expire' && was)) break
                booked.delete(one.who)
                model.free(`${one.who}`)
                break
              case 'join':
                if (real === undefined) break
                expect(model.join(`w${one.who}`, one.quantity, one.adjacent)).toBe(real)
                if (real === 'JOINED') joined.add(one.who)
                break
              case 'leave':
                model.leave(`w${one.who}`)
                break
              case 'accept':
                expect(model.accept(`w${one.who}`)).toBe(real)
                break
              case 'lapse':
                model.lapse(`w${one.who}`)
                break
              case 'block':
                if (model.model.seats[one.seat] === 'blocked') expect(real).toBe(true)
                else expect(model.block([one.seat])).toBe(real)
                break
              case 'unblock':
                model.unblock(one.seat)
            }
            const list = await places(engine.pool, eventId)
            const named = new Map([...house.entries].map(([person, { entryId }]) => [entryId, `w${person}`]))
            const free = model.model.seats.flatMap((owner, seat) => (owner === null ? [seat] : []))
            expect(await freeSeats(engine.pool, eventId)).toEqual(free)
            expect(
              list.filter(({ state }) => state <= 2).map(({ id, seats }) => [named.get(id), seats]),
            ).toEqual(model.model.waiting.map(({ name, gathered }) => [name, gathered]))
            expect(
              Object.fromEntries(
                list.filter(({ state }) => state === 3).map(({ id, seats }) => [named.get(id), seats]),
              ),
            ).toEqual(Object.fromEntries(model.model.offers))
            for (const { id, state } of list.filter((place) => place.state > 3))
              expect(model.model.ended.get(named.get(id)!)).toBe(states[state])
            expect(sale.counts.free).toBe(free.length)
          }
        }),
      ),
      { numRuns: 12 },
    )
  })

  it('all at once, on two servers: no seat twice, no seat idle that fits, nobody with less than they asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 5 }),
        (rounds) =>
          inHouse(2, async ({ eventId, engines }) => {
            const house = createHouse(engines)
            const { engine, sale } = engines[0]!
            for (const steps of [soldOut, ...rounds]) {
              await Promise.all(steps.map((one) => house.run(one)))
              for (const one of engines) {
                await one.engine.inventory.sweep()
                await one.engine.inventory.tendWaiting()
              }
              const list = await places(engine.pool, eventId)
              const given = list.flatMap(({ seats }) => seats)
              expect(new Set(given).size).toBe(given.length)
              const waiting = list.filter(({ state }) => state <= 2)
              expect(waiting.map(({ position }) => position)).toEqual(waiting.map((_, at) => at + 1))
              const wishes = await engine.pool.query(
                `select w.id, w.quantity, w.adjacent, w.passed from waitlist w where event_id = $1 order by number`,
                [eventId],
              )
              const idle = await freeSeats(engine.pool, eventId)
              const model = createModel(sale.index, SEATS)
              for (let seat = 0; seat < SEATS; seat += 1)
                if (!idle.includes(seat)) model.take('others', [seat])
              for (const [at, { id, quantity, adjacent, passed }] of wishes.rows.entries()) {
                const place = list[at]!
                expect(place.id).toBe(id)
                if (place.state === 3 || place.state === 4) expect(place.seats).toHaveLength(quantity)
                if (place.state <= 2) expect(model.join(uuid(), quantity, adjacent)).toBe('JOINED')
                expect(passed).toBeLessThanOrEqual(1)
              }
            }
          }),
      ),
      { numRuns: 8 },
    )
  })
})
