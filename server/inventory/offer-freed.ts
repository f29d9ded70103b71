import { checkPlan } from '../domain/check-plan.ts'
import { UnavailableFault } from '../domain/fault.ts'
import { createGatedPicker } from '../domain/gated-picker.ts'
import type { Picker } from '../domain/picker.ts'
import { indexPlan, type SeatIndex } from '../domain/seat-index.ts'
import { type Decision, decideOffers } from '../domain/waitlist.ts'
import { waitlistLimits } from '../limits/waitlist-limits.ts'
import type { Queryable } from '../postgres/pool.ts'
import type { Transaction } from '../postgres/transaction.ts'
import { loadSale } from '../sql/load-sale.ts'
import { findCapped, type Given, offerSeats, readHoldEnds } from '../sql/waitlist/offer-seats.ts'
import { readStanding, type Standing, type WaitingRow } from '../sql/waitlist/read-standing.ts'

/** An event as far as offering goes. */
export interface House {
  readonly event: { readonly id: string; readonly plan_version: number }
  readonly index: SeatIndex
}

export interface GivenSeats extends Given {
  customerId: string
  expiresAt: Date
}

/** What a transaction has given to those who wait, for the copy to learn once it has committed. */
export interface Offered {
  clock: Date
  given: GivenSeats[]
  /** Gathered seats that are not kept any more, or are in another hold now. */
  ended: { holdId: string; seats: readonly number[] }[]
  waiting: number
}

/**
 * Gives what is free in this transaction's eyes to those who wait. Called with the event's waitlist lock, after the freeing:
 * every statement here sees what the one before it did, and what others have committed before they gave the lock up.
 *
 * The rules are the domain's, chosen from the ledger itself and not from a copy of it. A customer who has all the seats that
 * the event allows is left out, and told so; they stay in the list. A passer-by may claim, at this very moment, a seat that
 * lay free because it fitted nobody: then it is all looked at again.
 */
export async function offerFreed(tx: Transaction, house: House, uuid: () => string): Promise<Offered> {
  const eventId = house.event.id
  for (let tries = 1; tries <= waitlistLimits.offerTries; tries += 1) {
    const standing = await readStanding(tx, eventId)
    const { clock, entries } = standing
    const nothing: Offered = { clock, given: [], ended: [], waiting: entries.length }
    const isAnythingFree = standing.free.length > 0 || entries.some(({ gathered }) => gathered.length > 0)
    if (!standing.isOpen || entries.length === 0 || !isAnythingFree) return nothing

    const index = await indexOf(tx, house, standing.planVersion)
    const { decision, capped } = await decide(tx, eventId, index, standing)
    const chosen = readDecision(decision, { index, standing, capped, uuid })
    const done = await offerSeats(tx, eventId, {
      ended: chosen.ended.map(({ holdId }) => holdId),
      given: chosen.given,
      passed: decision.passed.map(({ id, passed, firstPassedAtMs }) => ({
        entry: id,
        passed,
        first: new Date(firstPassedAtMs),
      })),
      capped: capped.filter((entry) => !entry.capped).map(({ id }) => id),
    })
    if (!done) continue
    const ends = await readHoldEnds(
      tx,
      eventId,
      chosen.given.map(({ hold }) => hold),
    )
    const served = chosen.given.filter(({ kind }) => kind !== 'gather').length
    return {
      clock,
      given: chosen.given.map((one) => ({ ...one, expiresAt: ends.get(one.hold)! })),
      ended: chosen.ended,
      waiting: entries.length - served,
    }
  }
  throw new UnavailableFault('seats to be offered were claimed by others, again and again')
}

/** Those at the cap are found among those who would be offered something, and the rest is decided without them. */
async function decide(
  tx: Transaction,
  eventId: string,
  index: SeatIndex,
  standing: Standing,
): Promise<{ decision: Decision; capped: WaitingRow[] }> {
  const { free, entries, cap } = standing
  const rules = {
    passes: standing.passes,
    passMs: standing.passMinutes * 60_000,
    nowMs: standing.clock.getTime(),
    closed: standing.locked,
  }
  const capped = new Set<WaitingRow>()
  for (;;) {
    const others = entries.filter((entry) => !capped.has(entry))
    const theirs = [...capped].flatMap(({ gathered }) => gathered)
    const decision = decideOffers(index, waitingPicker(index), [...free, ...theirs], others, rules)
    if (cap === null || decision.offers.length === 0) return { decision, capped: [...capped] }
    const offered = new Set(decision.offers.map(({ id }) => id))
    const wishes = others
      .filter(({ id }) => offered.has(id))
      .map(({ customerId, quantity }) => ({ customerId, more: quantity }))
    const full = await findCapped(tx, eventId, cap, wishes)
    if (full.length === 0) return { decision, capped: [...capped] }
    for (const entry of others) if (full.includes(entry.customerId)) capped.add(entry)
  }
}

function readDecision(
  { offers, gathers }: Decision,
  {
    index,
    standing,
    capped,
    uuid,
  }: { index: SeatIndex; standing: Standing; capped: readonly WaitingRow[]; uuid: () => string },
): { given: Omit<GivenSeats, 'expiresAt'>[]; ended: Offered['ended'] } {
  const byId = new Map(standing.entries.map((entry) => [entry.id, entry]))
  const given: Omit<GivenSeats, 'expiresAt'>[] = []
  const ended: Offered['ended'] = []
  const end = ({ gatherHoldId, gathered }: WaitingRow): void => {
    if (gatherHoldId !== null) ended.push({ holdId: gatherHoldId, seats: gathered })
  }
  const give = (entry: WaitingRow, seats: number[], kind: 'offer' | 'gather'): void => {
    const amounts = seats.map((seat) => standing.prices[index.categories[index.categoryOf[seat]!]!.name] ?? 0)
    const total = amounts.reduce((sum, amount) => sum + amount, 0)
    const isPromoted = kind === 'offer' && standing.auto && total === 0 && entry.hasBuyer
    given.push({
      entry: entry.id,
      kind: isPromoted ? 'promote' : kind,
      hold: uuid(),
      order: isPromoted ? uuid() : null,
      seats,
      amounts,
      total,
      customerId: kind === 'gather' ? entry.id : entry.customerId,
    })
  }
  for (const entry of capped) end(entry)
  for (const { id, seats } of offers) {
    const entry = byId.get(id)!
    end(entry)
    give(entry, seats, 'offer')
  }
  for (const { id, seats } of gathers) {
    const entry = byId.get(id)!
    if (seats.length === entry.gathered.length && seats.every((seat) => entry.gathered.includes(seat)))
      continue
    end(entry)
    if (seats.length > 0) give(entry, seats, 'gather')
  }
  return { given, ended }
}

const pickers = new WeakMap<SeatIndex, Picker>()

/** A picker of the plan with a part for every category, in which nothing is free: made once, and left so by everyone. */
export function waitingPicker(index: SeatIndex): Picker {
  const known = pickers.get(index)
  if (known !== undefined) return known
  const picker = createGatedPicker(
    index,
    index.categories.map(({ name }) => name),
  )
  for (let seat = 0; seat < index.places; seat += 1) picker.setFree(seat, false)
  pickers.set(index, picker)
  return picker
}

/** The plan that the ledger has, which another server may have replaced since this one read it. */
export async function indexOf(db: Queryable, house: House, planVersion: number): Promise<SeatIndex> {
  if (house.event.plan_version === planVersion) return house.index
  const loaded = await loadSale(db, house.event.id)
  const checked = loaded && checkPlan(loaded.document)
  if (!checked?.ok) throw new Error(`the stored plan of event ${house.event.id} is broken`)
  return indexPlan(checked.plan, loaded?.seatOrder ?? undefined)
}
