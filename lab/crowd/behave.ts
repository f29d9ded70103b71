import type { Hold } from '../../contract/shapes/holds.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import type { DemoBehaviour } from '../../contract/shapes/payments.ts'
import type { Acts, SeatWish } from './acts.ts'
import type { House } from './house.ts'
import type { BuyerPlan } from './plan-buyers.ts'
import { pause } from './visit.ts'

/** What a buyer knows, and can do, besides their own acts. */
export interface Surroundings {
  house: House
  acts: Acts
  /** Whether a seat is shown as free on the live map. */
  isFree(seat: number): boolean
  /** Opens the live map for themselves and looks at it for so long, if the process has a socket to spare. */
  watch(ms: number): Promise<void>
}

/** Wishes that a buyer goes on with after being refused. */
const wishesMax = 6
/** Places that somebody looks at on the map before they give up finding free ones. */
const nearMax = 400
const thinkMs = 400
const watchMs = 5_000
const dawdleMaxMs = 10_000
/** Requests that a bot has under way at a time, and how often it does that. */
const salvo = 6
const salvos = 3
/** A payment that the bank has not answered is asked about so often, a second apart. */
const asksMax = 15

/** A buyer from the door to the door. Resolves when they go away. */
export async function behave(plan: BuyerPlan, around: Surroundings): Promise<void> {
  const { acts } = around
  // Who has not even seen the page has no cookie, and would be somebody new with every request.
  if (!(await acts.arrive())) return
  switch (plan.behaviour) {
    case 'watch':
      return around.watch(watchMs * (0.2 + plan.random()))
    case 'hammer':
      return hammer(plan, around)
    case 'refresh':
      await acts.lookAtMap()
      await acts.lookAtMyThings()
      break
    case 'hesitate':
      await hesitate(plan, around)
      break
    default:
  }
  const hold = await getSeats(plan, around)
  if (hold === null) return
  await (plan.behaviour === 'pay_late' ? dawdle(plan, hold) : think(plan))
  if (plan.behaviour === 'refresh') await acts.lookAtMyThings()
  if (plan.behaviour === 'abandon' && plan.random() < 0.7) return
  const order = await placeOrder(acts, hold)
  if (order === null || plan.behaviour === 'abandon') return
  await think(plan)
  const paid = await payFor(plan, acts, order)
  if (plan.behaviour === 'refresh') await Promise.all([acts.lookAtMyThings(), acts.askAgain(paid)])
  if (plan.behaviour === 'cancel') await cancelAndMaybeReturn(plan, around, paid)
}

/**
 * Who names seats takes the first that the map shows as free, from their favourite place on. If there are none they ask for
 * that place all the same, once, and then leave the choice to the house, as the others do from the beginning.
 */
function wishOf(
  { names, favourite, party }: BuyerPlan,
  { house, isFree }: Surroundings,
  wish: number,
): SeatWish {
  const places = house.seatIds.length
  const quantity = Math.min(party, house.maxPerOrder, places)
  if (!names) return { quantity }
  const start = Math.floor(favourite * places)
  const near = Array.from({ length: Math.min(places, nearMax) }, (_, step) => (start + step) % places)
  const free = near.filter(isFree).slice(0, quantity)
  if (free.length === quantity) return { seats: free }
  return wish === 0 ? { seats: near.slice(0, quantity) } : { quantity }
}

async function getSeats(plan: BuyerPlan, around: Surroundings): Promise<Hold | null> {
  let quantity = plan.party
  for (let wish = 0; wish < wishesMax; wish += 1) {
    const got = await around.acts.hold(wishOf({ ...plan, party: quantity }, around, wish))
    if ('value' in got) return got.value
    switch (got.code) {
      case 'SEATS_TAKEN':
        break
      case 'NOT_ENOUGH_SEATS':
        quantity = Math.max(1, Math.min(quantity - 1, (got.body as { available: number }).available))
        break
      case 'SOLD_OUT':
        // One in four comes back once, in case somebody gave up.
        if (wish > 0 || plan.random() < 0.75) return null
        await pause(500 + 2_000 * plan.random())
        break
      default:
        return null
    }
  }
  return null
}

async function placeOrder(acts: Acts, hold: Hold): Promise<Order | null> {
  const got = await acts.order(hold)
  return 'value' in got ? got.value : null
}

/** What banks and the way to them do to those whose payment goes through in the end. */
const ways: readonly (readonly [share: number, bank: DemoBehaviour])[] = [
  [0.72, 'succeed'],
  [0.1, 'webhook_twice'],
  [0.1, 'webhook_first'],
  [0.05, 'challenge'],
  [0.03, 'slow'],
]

/** The order as the buyer last saw it. One that costs nothing is paid for already. */
async function payFor(plan: BuyerPlan, acts: Acts, order: Order): Promise<Order> {
  if (order.state !== 'awaiting_payment') return order
  if (plan.behaviour === 'decline') {
    await acts.pay(order, 'decline')
    if (plan.random() < 0.4) return order
    await think(plan)
  }
  const bank = plan.behaviour === 'pay_late' ? 'late' : wayOf(plan.random())
  let seen = await latest(order, acts.pay(order, bank))
  if (bank === 'challenge' && seen.state === 'awaiting_payment') {
    await think(plan)
    seen = await latest(seen, acts.confirmToBank(order))
  }
  // Nobody stays at the page until a payment time of many minutes is over.
  const asks = bank === 'late' && secondsLeft(seen) > asksMax ? 1 : asksMax
  for (let ask = 0; ask < asks && seen.state === 'awaiting_payment'; ask += 1) {
    await pause(ask === 0 ? 250 : 1_000)
    seen = await latest(seen, acts.askAgain(order))
  }
  return seen
}

function secondsLeft({ payment, serverTime }: Order): number {
  return payment ? (Date.parse(payment.deadline) - Date.parse(serverTime)) / 1000 : 0
}

async function latest(order: Order, asked: Promise<{ value: Order } | object>): Promise<Order> {
  const got = await asked
  return 'value' in got ? got.value : order
}

function wayOf(chance: number): DemoBehaviour {
  let left = chance
  for (const [share, bank] of ways) {
    left -= share
    if (left < 0) return bank
  }
  return 'succeed'
}

/** Holds, thinks better of it, gives it back, twice because the first time seemed slow. */
async function hesitate(plan: BuyerPlan, around: Surroundings): Promise<void> {
  const got = await around.acts.hold(wishOf(plan, around, 0))
  if (!('value' in got)) return
  await think(plan)
  const { release } = around.acts
  await Promise.all([release(got.value), release(got.value)])
}

/** From two windows at once. Half of them want seats again. */
async function cancelAndMaybeReturn(plan: BuyerPlan, around: Surroundings, order: Order): Promise<void> {
  const { acts } = around
  await think(plan)
  await Promise.all([acts.cancel(order), acts.cancel(order)])
  await think(plan)
  // Once more, when the seats may be somebody else's already.
  await acts.cancel(order)
  if (plan.random() < 0.5) return
  const hold = await getSeats(plan, around)
  const again = hold && (await placeOrder(acts, hold))
  if (again) await payFor({ ...plan, behaviour: 'best' }, acts, again)
}

/** A bot wants all it can get: salvos of wishes, the first of them sent twice, and an order for whatever it is given. */
async function hammer(plan: BuyerPlan, around: Surroundings): Promise<void> {
  const { acts } = around
  for (let n = 0; n < salvos; n += 1) {
    const key = `twice-${plan.number}-${n}`
    const first = wishOf(plan, around, 0)
    const wishes = Array.from({ length: salvo }, (_, i) =>
      i < 2 ? acts.hold(first, key) : acts.hold(wishOf(plan, around, i)),
    )
    const holds = new Map<string, Hold>()
    for (const got of await Promise.all(wishes)) if ('value' in got) holds.set(got.value.id, got.value)
    await Promise.all(
      [...holds.values()].map(async (hold) => {
        const order = await placeOrder(acts, hold)
        if (order) await payFor(plan, acts, order)
      }),
    )
  }
}

/** Comes to the till in the last half second of the hold, or in the first half after it; of a long hold, soon. */
function dawdle(plan: BuyerPlan, hold: Hold): Promise<void> {
  const leftMs = Date.parse(hold.expiresAt) - Date.parse(hold.serverTime)
  return leftMs > dawdleMaxMs ? think(plan) : pause(leftMs - 500 + 1_000 * plan.random())
}

function think({ random }: BuyerPlan): Promise<void> {
  return pause(thinkMs * (0.25 + 1.5 * random()))
}
