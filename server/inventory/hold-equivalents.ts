import type { Outcome } from '../domain/outcome.ts'
import type { Wish as SeatWish } from '../domain/picker.ts'
import type { Pool } from '../postgres/pool.ts'
import { readPaidSeats } from '../sql/read-paid-seats.ts'
import type { Replacement } from '../sql/settle-payment.ts'
import type { HoldOutcome, HoldRequest } from './hold-request.ts'
import type { Sale } from './sale.ts'

interface HoldEquivalentsParts {
  pool: Pool
  hold(sale: Sale, request: HoldRequest): HoldOutcome | Promise<HoldOutcome>
  preview(
    sale: Sale,
    wish: SeatWish,
    except: readonly number[],
  ): Promise<Outcome<number[], { readonly code: string }>>
}

/** Seats that were free a moment ago are chosen again, at most so often. */
const TRIES = 3

/**
 * Holds seats that are as good as those an order asked for: as many of each category, together where they can be. It is a
 * hold like any other, so that whatever happens to this server it ends by itself. Null when there are none, or when the
 * event has reasons of its own to refuse the customer a hold.
 */
export async function holdEquivalents(
  { pool, hold, preview }: HoldEquivalentsParts,
  sale: Sale,
  paymentId: string,
): Promise<Replacement | null> {
  const paid = await readPaidSeats(pool, sale.event.id, paymentId)
  if (paid === undefined) return null
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const seats = await choose(sale, paid.seats, preview)
    if (seats === null) return null
    const wish = { seats: seats.toSorted((a, b) => a - b) }
    const held = await hold(sale, { customerId: paid.customerId, wish, key: null, hash: null })
    if (held.ok) return { holdId: held.value.hold.id, seats }
    if (held.refusal.code !== 'SEATS_TAKEN') return null
  }
  return null
}

/** Each chosen seat at the place of the one that it stands for. */
async function choose(
  sale: Sale,
  wanted: readonly number[],
  preview: HoldEquivalentsParts['preview'],
): Promise<number[] | null> {
  const { categories, categoryOf } = sale.index
  const byCategory = Map.groupBy(wanted.keys(), (at) => categoryOf[wanted[at]!]!)
  const chosen = new Array<number>(wanted.length)
  for (const [number, places] of byCategory) {
    const category = categories[number]?.name
    if (category === undefined) return null
    const wish = { quantity: places.length, category }
    const together = await preview(sale, { ...wish, adjacent: true }, [])
    const picked = together.ok ? together : await preview(sale, wish, [])
    if (!picked.ok) return null
    for (const [nth, at] of places.entries()) chosen[at] = picked.value[nth]!
  }
  return chosen
}
