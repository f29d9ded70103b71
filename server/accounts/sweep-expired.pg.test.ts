import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { createUuidMaker } from '../ids.ts'
import { startSweepingExpired, sweepExpired } from './sweep-expired.ts'

const uuid = createUuidMaker()

test('expired sessions and reset tokens are deleted, live ones are not', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const user = uuid()
  await pool.query(`insert into users (id, name, email) values ($1, 'A', 'a@example.org')`, [user])
  for (const [token, hours] of [
    ['over', -1],
    ['live', 1],
  ]) {
    const ends = `now() + interval '${hours} hours'`
    await pool.query(`insert into sessions (id, user_id, token, expires_at) values ($1, $2, $3, ${ends})`, [
      uuid(),
      user,
      token,
    ])
    await pool.query(
      `insert into verifications (id, identifier, value, expires_at) values ($1, $2, 'v', ${ends})`,
      [uuid(), token],
    )
  }
  expect(await sweepExpired(pool)).toBe(2)
  expect((await pool.query('select token from sessions')).rows).toEqual([{ token: 'live' }])
  expect((await pool.query('select identifier from verifications')).rows).toEqual([{ identifier: 'live' }])
})

test('a fault is told, and stopping waits for what is under way', async () => {
  await using database = await freshDatabase()
  await database.pool.query('drop table verifications')
  const faults: unknown[] = []
  await startSweepingExpired(database.pool, (error) => faults.push(error))()
  expect(faults).toMatchObject([{ code: '42P01' }])
})
