import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/setup/database.ts'
import { becomeSoleUser, OtherServer } from './sole-user.ts'

test('a second server is refused and told who holds the database', async () => {
  await using database = await freshDatabase({ migrated: false })
  const first = await becomeSoleUser(database.connection)
  const second = becomeSoleUser(database.connection)
  await expect(second).rejects.toThrow(OtherServer)
  await expect(second).rejects.toThrow(`fullhouse ${process.pid}`)
  await first.end()
})

test('one that was just ended makes room', async () => {
  await using database = await freshDatabase({ migrated: false })
  const first = await becomeSoleUser(database.connection)
  const second = becomeSoleUser(database.connection)
  await first.end()
  await (await second).end()
})

test('losing the connection is noticed', async () => {
  await using database = await freshDatabase({ migrated: false })
  const { lost } = await becomeSoleUser(database.connection)
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fullhouse ${process.pid}'
        and datname = current_database()`,
  )
  await lost
})
