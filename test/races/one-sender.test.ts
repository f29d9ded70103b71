import { expect, test } from 'vitest'
import { mailLimits } from '../../server/limits/mail-limits.ts'
import type { Pool } from '../../server/postgres/pool.ts'
import { enqueueMail } from '../../server/sql/enqueue-mail.ts'
import { takeMails } from '../../server/sql/take-mails.ts'
import { freshDatabase } from '../setup/database.ts'
import { beginOn, openHouse } from './house.ts'

const senders = 4
const mails = 40
/** What one server takes at a time. */
const batch = 5

/** What each of the servers was given, which all ask at the same time. */
type TakeAtOnce = (pool: Pool) => Promise<string[][]>

const takeWithLock: TakeAtOnce = (pool) =>
  Promise.all(
    Array.from({ length: senders }, async () => {
      const mails = await takeMails(pool, null, batch, mailLimits.leaseMs)
      return mails.map(({ id }) => id)
    }),
  )

/** All of them read what is due before the first marks what it read as taken. */
const takeWithoutLock: TakeAtOnce = async (pool) => {
  const due = `select id from mails where due_at <= clock_timestamp() order by due_at, id limit ${batch}`
  const read = await Promise.all(Array.from({ length: senders }, () => pool.query<{ id: string }>(due)))
  const taken = read.map(({ rows }) => rows.map(({ id }) => id))
  for (const ids of taken)
    await pool.query(`update mails set due_at = now() + interval '1 minute' where id = any ($1)`, [ids])
  return taken
}

/** Four servers take what is due until there is nothing left. Returns the ids, as often as they were taken. */
async function takeAll(takeAtOnce: TakeAtOnce): Promise<{ taken: string[]; ids: string[] }> {
  await using database = await freshDatabase({ max: senders + 1 })
  const { pool } = database
  const { id: eventId } = await openHouse(pool, 10)
  const ids: string[] = []
  for (let n = 0; n < mails; n += 1) {
    const mail = {
      kind: 'capture_failed',
      eventId,
      recipient: 'a@example.com',
      locale: 'en',
      data: {},
    } as const
    ids.push((await enqueueMail(pool, mail))!)
  }
  const taken: string[] = []
  for (let rounds = 0; rounds < mails; rounds += 1) {
    const given = (await takeAtOnce(pool)).flat()
    if (given.length === 0) break
    taken.push(...given)
  }
  return { taken, ids }
}

test('outbox: of several servers, one sends a mail', async () => {
  const { taken, ids } = await takeAll(takeWithLock)
  expect(taken.toSorted()).toEqual(ids.toSorted())
})

test('negative control: without the lock, each sends every mail', async () => {
  const { taken, ids } = await takeAll(takeWithoutLock)
  expect(taken.toSorted()).toEqual(
    Array.from({ length: senders }, () => ids)
      .flat()
      .toSorted(),
  )
})

test('outbox: a mail that another server is just taking keeps nobody waiting', async () => {
  await using database = await freshDatabase({ max: 3 })
  const { pool } = database
  const { id: eventId } = await openHouse(pool, 10)
  const mail = {
    kind: 'capture_failed',
    eventId,
    recipient: 'a@example.com',
    locale: 'en',
    data: {},
  } as const
  const first = await enqueueMail(pool, mail)
  const second = await enqueueMail(pool, mail)
  const other = await beginOn(pool)
  expect((await takeMails(other.client, null, 1, mailLimits.leaseMs)).map(({ id }) => id)).toEqual([first])
  expect((await takeMails(pool, null, 5, mailLimits.leaseMs)).map(({ id }) => id)).toEqual([second])
  await other.rollback()
  expect((await takeMails(pool, null, 5, mailLimits.leaseMs)).map(({ id }) => id)).toEqual([first])
})
