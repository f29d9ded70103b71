import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { claimSeats } from '../../server/sql/claim-seats.ts'
import { job, openHouse, owners, sale as saleJob, uuid, weaken } from '../races/house.ts'
import { type CutOff, claimInTheWay, startCutOff } from './cut-off.ts'

/*
 * A claim whose answer is lost. A is the first attempt, whose connection breaks; B the second, under the same id. What can come
 * between them, and what decides:
 *
 *   A commits, the answer is lost, B looks                     A's row is there: granted, and B does nothing
 *   A still waits for a lock; B comes and waits behind it       whichever is second fails at the hold's primary key
 *   the same near the cap: B finds the cap full of A's seats    the id cannot be taken for a refusal: it was granted
 *   A sleeps; B is granted; A wakes up                          A fails at the primary key
 *   A sleeps; B is refused; the seat comes free; A wakes up     the refusal has taken the id: A fails at the primary key
 *   A sleeps; B is granted, sold, in part given back and sold   A undoes only what A itself has claimed
 *     to others; A wakes up
 *
 * Each has a control: what becomes of it when the outcome is guessed, or a guard is missing.
 */

let house: CutOff
beforeAll(async () => {
  house = await startCutOff()
})
afterAll(() => house[Symbol.asyncDispose]())

interface Row {
  id: string
  state: number
  seats: number[]
}

const holdsOf = async (event: string): Promise<Row[]> =>
  (
    await house.direct.query<Row>('select id, state, seats from holds where event_id = $1 order by id', [
      event,
    ])
  ).rows
const live = (rows: Row[]) => rows.filter(({ state }) => state === 1)

/** A claims and commits, and nobody hears of it. */
async function lostAnswer(event: string, wish: Parameters<CutOff['hold']>[1], customer: string) {
  const inTheWay = await house.block(claimInTheWay, [event, 0])
  const outcome = house.hold(event, wish, customer)
  await house.blocked(1)
  house.network.swallow()
  await inTheWay.rollback()
  await expect.poll(async () => (await holdsOf(event)).length).toBe(1)
  house.network.reset()
  return { outcome, heal: () => house.network.heal() }
}

it('an answer that was lost after the commit is found under the id', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  const { outcome, heal } = await lostAnswer(event, { seats: [0, 1] }, uuid())
  await heal()
  const granted = await outcome
  const [hold, ...others] = await holdsOf(event)
  expect(granted).toMatchObject({ ok: true, value: { hold: { id: hold!.id, seats: [0, 1] } } })
  expect(others).toEqual([])
  const { states } = await house.sale(event)
  expect([...states].filter((state) => state !== 0)).toHaveLength(2)
})

it('control: to guess that it was not committed holds twice, or refuses a buyer their own seats', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  const customerId = uuid()
  const { outcome, heal } = await lostAnswer(event, { seats: [0, 1] }, customerId)
  const guess = (seats: number[]) => claimSeats(house.direct, event, [job(seats, { customerId })])
  expect(await guess([0, 1])).toMatchObject([{ code: 'SEATS_TAKEN' }])
  expect(await guess([2, 3])).toMatchObject([{ code: 'CLAIMED' }])
  expect(live(await holdsOf(event))).toHaveLength(2)
  await heal()
  await outcome
})

it('control: to guess that it was committed promises seats that somebody else gets', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  const inTheWay = await house.block(claimInTheWay, [event, 0])
  const outcome = house.hold(event, { seats: [0] })
  await house.blocked(1)
  await house.network.refuse()
  // The guess would be given here. Then the other one commits.
  await inTheWay.commit()
  await house.network.heal()
  expect(await outcome).toEqual({ ok: false, refusal: { code: 'SEATS_TAKEN', seats: [0] } })
  expect(live(await holdsOf(event))).toEqual([])
})

/** A and B both wait for what somebody else has, until they have not. One hold comes of it. */
async function bothWait(
  event: string,
  inTheWay: Awaited<ReturnType<CutOff['block']>>,
  seats: number[],
  customer: string,
): Promise<void> {
  const outcome = house.hold(event, { seats }, customer)
  await house.blocked(1)
  house.network.reset()
  await house.blocked(2)
  await inTheWay.rollback()
  const granted = await outcome
  await house.quiet()
  const [hold, ...others] = await holdsOf(event)
  expect(granted).toMatchObject({ ok: true, value: { hold: { id: hold!.id } } })
  expect(others).toEqual([])
  expect(await owners(house.direct, event)).toHaveLength(2)
}

it('two attempts that wait for the same lock: one is committed, and that is the answer', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  const inTheWay = await house.block(claimInTheWay, [event, 1])
  await bothWait(event, inTheWay, [1, 2], uuid())
})

it('near the cap the second attempt finds it full of the first one’s seats, and is granted', async () => {
  const { id: event } = await openHouse(house.direct, 9, { maxPerCustomer: 2 })
  const customerId = uuid()
  const inTheWay = await house.block(
    `select pg_advisory_xact_lock(hashtextextended($2::uuid::text || $1::uuid::text, 1))`,
    [event, customerId],
  )
  await bothWait(event, inTheWay, [3, 4], customerId)
  // Control: under another id the customer is told that they have too many, of which they know nothing.
  expect(await claimSeats(house.direct, event, [job([5], { customerId })])).toEqual([
    { code: 'LIMIT_EXCEEDED' },
  ])
})

/** A is put to sleep where it waits for the first of its seats; what was in its way is then gone, one way or the other. */
async function sleepingAttempt(event: string, seats: number[]) {
  const inTheWay = await house.block(claimInTheWay, [event, seats[0]])
  const outcome = house.hold(event, { seats })
  const [sleeper] = await house.blocked(1)
  process.kill(sleeper!, 'SIGSTOP')
  house.network.reset()
  await house.blocked(2)
  return {
    inTheWay,
    outcome,
    async wake() {
      process.kill(sleeper!, 'SIGCONT')
      await house.quiet()
    },
  }
}

it('an attempt that wakes up after the second was granted does nothing', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  const { inTheWay, outcome, wake } = await sleepingAttempt(event, [0, 1])
  try {
    await inTheWay.rollback()
    expect(await outcome).toMatchObject({ ok: true })
  } finally {
    await wake()
  }
  expect(live(await holdsOf(event))).toHaveLength(1)
  expect(await owners(house.direct, event)).toHaveLength(2)
})

/** B is refused, then the seat comes free again while A is still asleep. */
async function refusedWhileAsleep(event: string) {
  const { inTheWay, outcome, wake } = await sleepingAttempt(event, [0])
  await inTheWay.commit()
  const refused = await outcome
  await house.direct.query('delete from claims where event_id = $1', [event])
  return { refused, wake }
}

it('a refusal stays one when the first attempt wakes up and finds the seat free', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  const { refused, wake } = await refusedWhileAsleep(event)
  await wake()
  expect(refused).toEqual({ ok: false, refusal: { code: 'SEATS_TAKEN', seats: [0] } })
  expect(live(await holdsOf(event))).toEqual([])
  expect(await owners(house.direct, event)).toEqual([])
})

it('control: without its id being taken, the refused one would have the seat', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  const { refused, wake } = await refusedWhileAsleep(event)
  await house.direct.query('delete from holds where event_id = $1', [event])
  await wake()
  expect(refused).toMatchObject({ ok: false })
  expect(live(await holdsOf(event))).toHaveLength(1)
})

/** B is granted two seats and sells them; one is given back, and is another one's when A wakes up. */
async function soldWhileAsleep(event: string): Promise<string> {
  const { inTheWay, outcome, wake } = await sleepingAttempt(event, [0, 1])
  let holdId: string
  try {
    await inTheWay.rollback()
    const granted = await outcome
    if (!granted.ok) throw new Error(granted.refusal.code)
    const { hold } = granted.value
    holdId = hold.id
    const sale = await house.sale(event)
    const sold = await house.inventory.sell(sale, saleJob({ ...hold, holdId: hold.id }))
    if (sold.code !== 'SOLD') throw new Error(sold.code)
    const cancelled = { orderId: sold.orderId, customerIds: null, ticketIds: [sold.tickets[1]!] }
    expect(await house.inventory.cancel(sale, cancelled)).toMatchObject({ code: 'CANCELLED', freed: [1] })
    expect(await house.hold(event, { seats: [1] })).toMatchObject({ ok: true })
  } finally {
    await wake()
  }
  return holdId
}

it('an attempt that wakes up after its hold was sold leaves what was sold alone', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  const holdId = await soldWhileAsleep(event)
  const taken = await owners(house.direct, event)
  expect(taken).toHaveLength(2)
  expect(taken[0]).toEqual({ seat: 0, hold: holdId })
})

it('control: if it undid all that is under its id, a sold seat would be free', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  await weaken(house.direct, 'claim_seats', /\s+and c\.xmin = pg_current_xact_id\(\)::xid/)
  try {
    await soldWhileAsleep(event)
    expect((await owners(house.direct, event)).map(({ seat }) => seat)).toEqual([1])
  } finally {
    await house.direct.query(await readFile('server/sql/functions/claim_seats.sql', 'utf8'))
  }
})
