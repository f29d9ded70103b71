import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { databaseLimits } from '../limits/database-limits.ts'
import { judge, sqlState } from './sqlstate.ts'
import { type Transaction, transaction } from './transaction.ts'

const table = 'create table a (id int primary key, n int not null); insert into a values (1, 0), (2, 0)'
const increment = (tx: Transaction, id: number) => tx.query('update a set n = n + 1 where id = $1', [id])

test('what throws is rolled back, and the connection is good for the next', async () => {
  await using database = await freshDatabase({ migrated: false, max: 1 })
  await database.pool.query(table)
  const failing = transaction(database.pool, async (tx) => {
    await increment(tx, 1)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(
    await transaction(database.pool, async (tx) => (await tx.query('select n from a where id = 1')).rows),
  ).toEqual([{ n: 0 }])
})

test('two that read and write the same row at serializable both succeed, one after the other', async () => {
  await using database = await freshDatabase({ migrated: false })
  await database.pool.query(table)
  let runs = 0
  const bothHaveRead = Promise.withResolvers<void>()
  const work = async (tx: Transaction) => {
    const { rows } = await tx.query('select n from a where id = 1')
    runs += 1
    if (runs === 2) bothHaveRead.resolve()
    if (runs <= 2) await bothHaveRead.promise
    await tx.query('update a set n = $1 where id = 1', [rows[0].n + 1])
  }
  await Promise.all([1, 2].map(() => transaction(database.pool, work, { isolation: 'serializable' })))
  expect((await database.pool.query('select n from a where id = 1')).rows).toEqual([{ n: 2 }])
  expect(runs).toBeGreaterThan(2)
})

test('a deadlock is run again', async () => {
  await using database = await freshDatabase({ migrated: false })
  await database.pool.query(table)
  let first = 0
  const bothHaveOne = Promise.withResolvers<void>()
  const cross = (mine: number, theirs: number) =>
    transaction(database.pool, async (tx) => {
      await increment(tx, mine)
      first += 1
      if (first === 2) bothHaveOne.resolve()
      await bothHaveOne.promise
      await increment(tx, theirs)
    })
  await Promise.all([cross(1, 2), cross(2, 1)])
  expect((await database.pool.query('select n from a order by id')).rows).toEqual([{ n: 2 }, { n: 2 }])
  expect(first).toBe(3)
})

test('trying again has an end', async () => {
  await using database = await freshDatabase({ migrated: false })
  let runs = 0
  const work = async (tx: Transaction) => {
    runs += 1
    await tx.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
  }
  await expect(transaction(database.pool, work)).rejects.toSatisfy((error) => sqlState(error) === '40001')
  expect(runs).toBe(databaseLimits.transactionTries)
})

test('a connection that is lost in the middle is not used again', async () => {
  await using database = await freshDatabase({ migrated: false, max: 1 })
  const lost = transaction(database.pool, async (tx) => {
    await tx.query('select pg_terminate_backend(pg_backend_pid())')
  })
  await expect(lost).rejects.toSatisfy((error) => judge(error)?.verdict === 'unavailable')
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('a transaction that may only read cannot write', async () => {
  await using database = await freshDatabase({ migrated: false })
  await database.pool.query(table)
  const writing = transaction(database.pool, (tx) => increment(tx, 1), { readOnly: true })
  await expect(writing).rejects.toThrow('read-only')
})

test('counts are numbers, and what does not fit a number is not rounded', async () => {
  await using database = await freshDatabase({ migrated: false, max: 1 })
  const { rows } = await database.pool.query(`select 9007199254740991 as n, array[1::int8, null] as several`)
  expect(rows).toEqual([{ n: 9007199254740991, several: [1, null] }])
  await expect(database.pool.query('select 9007199254740993 as n')).rejects.toThrow('does not fit')
})
