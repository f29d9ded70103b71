import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failoverLimits } from '../../server/limits/failover-limits.ts'
import { confirmWritten } from '../../server/postgres/confirm-written.ts'
import { judge } from '../../server/postgres/sqlstate.ts'
import { transaction } from '../../server/postgres/transaction.ts'
import { openHouse } from '../races/house.ts'
import { type CutOff, startCutOff } from './cut-off.ts'

/*
 * A commit waits for the synchronous standby. When an operator cancels that wait, PostgreSQL says that the commit succeeded, and
 * only a warning beside it says that the standby may not have it: lost with the primary, it would be an acknowledged
 * hold that nobody has.
 */

let house: CutOff
beforeEach(async () => {
  house = await startCutOff()
})
afterEach(async () => {
  await standbyBack()
  await house[Symbol.asyncDispose]()
})

/** A commit of ours; those of PostgreSQL's own workers wait, too. */
const isWaiting = `wait_event = 'SyncRep' and backend_type = 'client backend'`

/** Commits wait for a standby that never answers. It takes PostgreSQL a moment to do as it was told. */
async function standbyGone(): Promise<void> {
  await configure(`'nobody'`)
  for (;;) {
    const written = confirmWritten(house.direct).then(
      () => 'confirmed',
      () => 'cancelled',
    )
    let state = 'waiting'
    written.then((said) => (state = said))
    const isSeen = async () => state !== 'waiting' || (await waiting()) > 0
    await expect.poll(isSeen, { timeout: 10_000 }).toBe(true)
    if (state !== 'waiting') continue
    await cancelWaits()
    expect(await written).toBe('cancelled')
    return
  }
}

/** Commits wait for nobody, those that are waiting included. */
const standbyBack = () => configure('default')

async function configure(standby: string): Promise<void> {
  await house.direct.query(`alter system set synchronous_standby_names = ${standby}`)
  await house.direct.query('select pg_reload_conf()')
}

async function waiting(): Promise<number> {
  return (await house.direct.query(`select from pg_stat_activity where ${isWaiting}`)).rowCount ?? 0
}

/** Cancels every commit that waits for the standby, as an operator might. Resolves when there was one. */
async function cancelWaits(): Promise<void> {
  const cancel = async () =>
    (await house.direct.query(`select pg_cancel_backend(pid) from pg_stat_activity where ${isWaiting}`))
      .rowCount
  await expect.poll(cancel, { timeout: 10_000 }).toBeGreaterThan(0)
}

/** The id of the event's only hold, as soon as others than its own connection can read it. */
async function heldIn(eventId: string): Promise<string> {
  const ids = async () =>
    (await house.direct.query('select id from holds where event_id = $1', [eventId])).rows.map(({ id }) => id)
  await expect.poll(ids, { timeout: 10_000 }).toHaveLength(1)
  return (await ids())[0]
}

it('a hold whose commit was not confirmed is granted when it is, and not before', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  await house.sale(event)
  await standbyGone()
  const outcome = house.hold(event, { seats: [0, 1] })
  let isAnswered = false
  const answered = () => (isAnswered = true)
  outcome.then(answered, answered)
  await cancelWaits()
  // The hold can be read by everybody now. What confirms it waits for the standby, too.
  const id = await heldIn(event)
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
  expect(isAnswered).toBe(false)
  await standbyBack()
  expect(await outcome).toMatchObject({ ok: true, value: { hold: { id } } })
})

it('a hold found on a primary that was killed and came back waits for the standby, too', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  await house.sale(event)
  await standbyGone()
  const outcome = house.hold(event, { seats: [0, 1] })
  let isAnswered = false
  const answered = () => (isAnswered = true)
  outcome.then(answered, answered)
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
  await house.postgres.kill('SIGKILL')
  await house.postgres.start()
  // It is there for everybody to read, and nowhere else.
  const id = await heldIn(event)
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
  expect(isAnswered).toBe(false)
  await standbyBack()
  expect(await outcome).toMatchObject({ ok: true, value: { hold: { id } } })
})

it('control: the driver alone takes such a commit for a success', async () => {
  await standbyGone()
  const client = new pg.Client(house.postgres.url)
  await client.connect()
  const done = client.query('create table told_of_too_early (n int)')
  await cancelWaits()
  expect((await done).command).toBe('CREATE')
  await client.end()
})

it('a statement and a COMMIT alike are taken for unanswered, and their connection is not used again', async () => {
  await house.pool.query('create table a (n int)')
  await standbyGone()
  for (const write of [
    () => house.pool.query('insert into a values (1)'),
    () => transaction(house.pool, (tx) => tx.query('insert into a values (2)')),
  ]) {
    const judged = write().then(
      () => 'a success',
      (error) => judge(error)?.isLost,
    )
    await cancelWaits()
    expect(await judged).toBe(true)
  }
  await standbyBack()
  expect((await house.pool.query('select n from a order by n')).rows).toEqual([{ n: 1 }, { n: 2 }])
})

it('a database that stays away is given up within the bound, and others are told at once', async () => {
  const { id: event } = await openHouse(house.direct, 4)
  await house.sale(event)
  await house.network.refuse()
  const patientMs = await timeOf(() => house.hold(event, { seats: [0] }))
  expect(patientMs).toBeGreaterThan(failoverLimits.outageMs - 500)
  expect(patientMs).toBeLessThan(failoverLimits.outageMs * 1.5)
  expect(await timeOf(() => house.hold(event, { seats: [1] }))).toBeLessThan(failoverLimits.outageMs / 5)
  await house.network.heal()
  await expect.poll(() => house.hold(event, { seats: [2] }).catch(() => null)).toMatchObject({ ok: true })
})

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now()
  await expect(act()).rejects.toThrow(/away|could not be found out/)
  return performance.now() - beganMs
}
