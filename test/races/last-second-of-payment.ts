import { describe, expect, it } from 'vitest'
import { attendPayments } from '../../server/booking/attend-payments.ts'
import { askAboutOrder } from '../../server/booking/check-payment.ts'
import { receiveProviderEvent } from '../../server/booking/receive-provider-event.ts'
import { createInventory } from '../../server/inventory/inventory.ts'
import type { Gateway } from '../../server/payments/gateway.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import type { Bank, OpenBank } from './bank.ts'
import { claimOne, job, owners, startEngine, uuid } from './house.ts'
import {
  type Buying,
  beginBuying,
  letHoldEnd,
  letRetriesCome,
  openTill,
  standing,
  type Till,
} from './till.ts'

/**
 * Every order in which these can happen around the last second of a payment. A webhook cannot come before the buyer has paid,
 * nor be repeated before it came; everything else may.
 */
const happenings = ['pays', 'expires', 'returns', 'webhook', 'repeats', 'cancels', 'dies'] as const
type Happening = (typeof happenings)[number]

export function interleavings(): Happening[][] {
  // With a buyer who changes their mind, and with one who does not.
  const all = [...permutations(happenings), ...permutations(happenings.filter((one) => one !== 'cancels'))]
  return all.filter(
    (order) =>
      order.indexOf('pays') < order.indexOf('webhook') && order.indexOf('webhook') < order.indexOf('repeats'),
  )
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  )
}

/** What becomes of the seats once the hold is over, and what the buyer said to others in their place. */
const surroundings = [
  'nobody else wants the seats',
  'a rival takes them',
  'a rival takes them, others will do',
] as const
type Surroundings = (typeof surroundings)[number]

export type Outcome = 'tickets' | 'nothing charged' | 'refunded in full'

/** Thrown in place of a provider's answer: the call was carried out there, and this server did not live to hear it. */
class Died extends Error {
  override name = 'Died'
}

const BESIDE = 3

interface Options {
  /** Money cannot be authorised first with this provider. */
  takesAtOnce?: boolean
  /**
   * Each interleaving with one of the surroundings, which take turns, unless FULLHOUSE_INTERLEAVINGS=all asks for each with
   * each: what becomes of the seats is our own part, and is driven whole with the demo provider.
   */
  inTurn?: boolean
}

/**
 * never-charged-for-nothing, against any provider: drives every interleaving with each surroundings, and looks at the
 * provider's own books beside our ledger when all is quiet.
 */
export function describeLastSecond(
  name: string,
  openBank: OpenBank,
  { takesAtOnce = false, inTurn = false }: Options = {},
): void {
  const isWhole = !inTurn || process.env.FULLHOUSE_INTERLEAVINGS === 'all'
  const runs = !isWhole ? (['one or the other happens'] as const) : surroundings
  describe(`never-charged-for-nothing: the last second of a payment, with ${name}`, () => {
    it.each(runs)('every interleaving ends well when %s', { timeout: 600_000 }, async (run) => {
      const all = interleavings()
      expect(all).toHaveLength(960)
      const outcomes = new Map<string, number>()
      const wrong: string[] = []
      let next = 0
      // A database and a provider each: a server that dies here takes what is due with it wherever it is.
      const work = async () => {
        await using database = await freshDatabase()
        await using bank = await openBank(database)
        await using world = openWorld(database, bank)
        while (next < all.length) {
          const number = next++
          const order = all[number]!
          try {
            const around =
              run === 'one or the other happens' ? surroundings[number % surroundings.length]! : run
            const outcome = await live(world, order, around, number % 2 === 0)
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
          } catch (error) {
            wrong.push(`${order.join(' → ')}: ${(error as Error).message}`)
          }
        }
      }
      await Promise.all(Array.from({ length: BESIDE }, work))
      expect(wrong).toEqual([])
      // A test in which everybody always gets tickets would have seen nothing of the last second. Money that is taken at
      // once can only be given back.
      const seen: Outcome[] = takesAtOnce
        ? ['refunded in full', 'tickets']
        : ['nothing charged', 'refunded in full', 'tickets']
      expect([...outcomes.keys()].sort()).toEqual(seen)
    })
  })
}

interface World extends AsyncDisposable {
  database: FreshDatabase
  bank: Bank
  till: Till
  /** This server is gone; another starts with nothing in memory. */
  restart(): void
}

export function openWorld(database: FreshDatabase, bank: Bank): World {
  const engine = startEngine(database)
  const world: World = {
    database,
    bank,
    till: openTill(engine, bank.gateway),
    restart() {
      const inventory = createInventory({ pool: engine.pool, uuid, nowMs: Date.now })
      world.till = openTill({ ...engine, inventory }, bank.gateway)
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  }
  return world
}

async function live(
  world: World,
  order: readonly Happening[],
  around: Surroundings,
  sweeps: boolean,
): Promise<Outcome> {
  const { database, bank } = world
  const acceptsEquivalent = around === 'a rival takes them, others will do'
  const buying = await beginBuying(database.pool, world.till, { places: 4, acceptsEquivalent })
  for (const happening of order) await happen(world, buying, happening, around, sweeps)
  await settleDown(world, buying)
  return judge(bank, database, buying)
}

async function happen(
  world: World,
  buying: Buying,
  happening: Happening,
  around: Surroundings,
  sweeps: boolean,
): Promise<void> {
  const { database, bank, till } = world
  const { event, orderId, customerId, providerRef } = buying
  const sale = (await till.inventory.sale(event.id))!
  switch (happening) {
    case 'pays':
      await bank.pay(providerRef)
      return
    case 'expires':
      await letHoldEnd(database.pool, buying)
      if (around !== 'nobody else wants the seats') await claimOne(database.pool, event.id, job([0]))
      if (sweeps) await till.inventory.release(sale, buying.holdId, customerId)
      return
    case 'returns':
      await askAboutOrder(till, event.id, orderId)
      return
    case 'webhook':
    case 'repeats': {
      // The first that tells of money: the very event that two deliveries share.
      const events = await bank.events(providerRef)
      const told = events.find(({ report }) => report.state === 'authorised' || report.state === 'captured')
      const which = told ?? events[0]
      if (which !== undefined) await receiveProviderEvent(till, which)
      return
    }
    case 'cancels':
      await till.inventory.cancel(sale, { orderId, customerIds: [customerId], ticketIds: null })
      return
    case 'dies': {
      await letRetriesCome(database.pool, event.id)
      await attendPayments({ ...till, payments: { ...till.payments, of: () => dying(bank.gateway) } })
      world.restart()
    }
  }
}

/** Carries every call out, and takes the server with it before the answer is written down. */
function dying(gateway: Gateway): Gateway {
  const die = async (call: Promise<unknown>): Promise<never> => {
    await call
    throw new Died('the server died between the call and its commit')
  }
  return {
    ...gateway,
    open: (payment) => die(gateway.open(payment)),
    fetch: (ref) => die(gateway.fetch(ref)),
    capture: (ref, id) => die(gateway.capture(ref, id)),
    cancel: (ref, id) => die(gateway.cancel(ref, id)),
    refund: (refund) => die(gateway.refund(refund)),
  }
}

/** All that is due is done, and every webhook there is arrives once more, the newest first. */
export async function settleDown(world: World, buying: Buying): Promise<void> {
  const { database, bank, till } = world
  for (let round = 0; round < 6; round += 1) {
    await letRetriesCome(database.pool, buying.event.id)
    for (const { cause } of (await attendPayments(till)).failures) throw cause
    if ((await standing(database.pool, buying)).due === 0) break
  }
  for (const event of (await bank.events(buying.providerRef)).toReversed())
    await receiveProviderEvent(till, event)
  await letRetriesCome(database.pool, buying.event.id)
  await attendPayments(till)
}

export async function judge(bank: Bank, database: FreshDatabase, buying: Buying): Promise<Outcome> {
  const books = await bank.books(buying.providerRef)
  const ours = await standing(database.pool, buying)
  const what = JSON.stringify({ books, ours })
  if (ours.due > 0) throw new Error(`something is still open: ${what}`)
  if (books.captured !== ours.captured || books.refunded !== ours.refunded || books.authorised > 0)
    throw new Error(`the provider's books are others than ours: ${what}`)
  const sold = await owners(database.pool, buying.event.id)
  if (new Set(sold.map(({ seat }) => seat)).size < sold.length)
    throw new Error(`a seat was sold twice: ${what}`)
  const { total, seats } = buying
  if (
    ours.order === 'confirmed' &&
    ours.tickets === seats.length &&
    books.captured === total &&
    books.refunded === 0
  )
    return 'tickets'
  if (ours.order !== 'confirmed' && ours.tickets === 0 && books.captured === 0) return 'nothing charged'
  if (
    ours.order !== 'confirmed' &&
    ours.tickets === 0 &&
    books.captured === total &&
    books.refunded === total
  )
    return 'refunded in full'
  throw new Error(`none of the three: ${what}`)
}
