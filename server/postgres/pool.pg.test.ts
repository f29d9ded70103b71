import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { confirmWritten } from './confirm-written.ts'
import { createPool } from './pool.ts'

test('an ordinary role may follow the primary, and confirm what was written', async () => {
  await using database = await freshDatabase({ migrated: false })
  const pool = createPool(`${database.url}?target_session_attrs=read-write`)
  try {
    const { rows } = await pool.query(
      'select usesuper as "isSuper" from pg_user where usename = current_user',
    )
    expect(rows).toEqual([{ isSuper: false }])
    await confirmWritten(pool)
    expect(await pool.outage.over()).toBe(true)
  } finally {
    await pool.end()
  }
})

test('a database that may only be read is not the primary, and nobody waits for it for ever', async () => {
  await using database = await freshDatabase({ migrated: false })
  await database.pool.query(
    `alter database ${database.connection.database} set default_transaction_read_only = on`,
  )
  const pool = createPool(`${database.url}?target_session_attrs=read-write`)
  try {
    await expect(pool.query('select 1')).rejects.toThrow(/may only be read/)
  } finally {
    await pool.end()
  }
})
