import { expect, test } from 'vitest'
import { mailLimits } from '../../server/limits.ts'
import { enqueueMail } from '../../server/sql/enqueue-mail.ts'
import { takeMails } from '../../server/sql/take-mails.ts'
import { freshDatabase } from '../setup/database.ts'
import { beginOn, openHouse } from './house.ts'

const senders = 4
const mails = 40

/** Four servers take what is due until there is nothing left. Returns the ids, as often as they were taken. */
async function takeAll(guarded: boolean): Promise<{ taken: string[]; ids: string[] }> {
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
  const unguarded = `select id from mails where due_at <= clock_timestamp() order by due_at limit 5`
  const work = async () => {
    for (let round = 0; round < mails; round += 1) {
      if (guarded) taken.push(...(await takeMails(pool, null, 5, mailLimits.leaseMs)).map(({ id }) => id))
      else {
        // What was read is marked as taken one statement later, as if nothing could come between.
        const { rows } = await pool.query<{ id: string }>(unguarded)
        taken.push(...rows.map(({ id }) => id))
        const lease = `update mails set due_at = now() + interval '1 minute' where id = any ($1)`
        await pool.query(lease, [rows.map(({ id }) => id)])
      }
    }
  }
  await Promise.all(Array.from({ length: senders }, work))
  return { taken, ids }
}

test('outbox: of several servers, one sends a mail', async () => {
  const { taken, ids } = await takeAll(true)
  expect(taken.toSorted()).toEqual(ids.toSorted())
})

test('negative control: without the lock, mails are sent by several', async () => {
  const { taken, ids } = await takeAll(false)
  expect(new Set(taken)).toEqual(new Set(ids))
  expect(taken.length).toBeGreaterThan(ids.length)
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
