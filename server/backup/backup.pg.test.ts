import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { createUuidMaker } from '../ids.ts'
import { migrate, migrationFiles } from '../postgres/migrate.ts'
import { createPool, type Pool } from '../postgres/pool.ts'
import type { BackupLine } from './backup-format.ts'
import { dumpDatabase } from './dump-database.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const uuid = createUuidMaker()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fullhouse-backup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function createEvent(pool: Pool, title: string): Promise<string> {
  const id = uuid()
  await pool.query(
    `insert into events (id, slug, title, venue, starts_at, timezone, published, currency, prices, min_price,
                         max_price, plan_version, places, max_per_order, hold_seconds)
     values ($1, $3, $2, '{"name": "A \\"hall\\", (large)\\\\"}', '2027-03-28T01:30:00.123456Z', 'UTC', true, 'EUR', '{}', 0, 0, 1, 10, 10, 300)`,
    [id, title, id],
  )
  return id
}

/** A hold with its seat, in one transaction, as the engine makes them. */
async function hold(pool: Pool, eventId: string, seat: number): Promise<void> {
  const id = uuid()
  await pool.query(
    `with h as (insert into holds (event_id, id, customer_id, state, seats, amounts, total, created_at, expires_at)
                values ($1, $2, $2, 1, array[$3::int], '{0}', 0, now(), now() + interval '1 hour'))
     insert into claims (event_id, seat, state, expires_at, hold_id) values ($1, $3, 1, now() + interval '1 hour', $2)`,
    [eventId, id, seat],
  )
}

/** Dumps while somebody buys between the reading of one table and that of the next. Returns claims without a hold, and the other way round. */
async function dumpInMidSale(begin: string): Promise<number> {
  await using database = await freshDatabase()
  const { pool } = database
  const event = await createEvent(pool, 'Between two tables')
  await hold(pool, event, 0)
  const client: PoolClient = await pool.connect()
  const rows: Record<string, number> = {}
  let table = ''
  let seat = 1
  try {
    await client.query(begin)
    await dumpDatabase(client, async (line: BackupLine) => {
      if (Array.isArray(line)) rows[table] = (rows[table] ?? 0) + line.length
      else if ('table' in line) {
        table = line.table
        await hold(pool, event, seat++)
      }
    })
    await client.query('rollback')
  } finally {
    client.release()
  }
  return Math.abs(rows.claims! - rows.holds!)
}

test('what is bought between two tables is in both or in neither', async () => {
  expect(await dumpInMidSale('begin isolation level repeatable read read only')).toBe(0)
})

test('negative control: without one snapshot the backup has holds without their seats', async () => {
  expect(await dumpInMidSale('begin isolation level read committed read only')).toBeGreaterThan(0)
})

test('every value comes back as it was, whatever the databases are set to', async () => {
  await using from = await freshDatabase()
  await using to = await freshDatabase({ migrated: false })
  for (const [database, style] of [
    [from, 'German'],
    [to, 'SQL, DMY'],
  ] as const) {
    const name = database.connection.database
    await database.pool.query(`alter database ${name} set datestyle = '${style}'`)
    await database.pool.query(`alter database ${name} set timezone = 'Asia/Kathmandu'`)
  }
  await createEvent(from.pool, `It's "quoted", (bracketed),\\back\\slashed\nand ไทย 🎭`)
  await from.pool.query(
    `insert into settings (key, value) values ('empty', ''), ('null', 'NULL'), ('braces', '{"a",}')`,
  )
  await from.pool.query(`select nextval('order_numbers') from generate_series(1, 41)`)

  const file = join(folder, 'values')
  // Connections of before do not have the settings.
  const [reading, writing] = [createPool(from.connection), createPool(to.connection)]
  try {
    await writeBackup(reading, file)
    await restoreBackup(writing, file)
  } finally {
    await reading.end()
    await writing.end()
  }
  const look = async (pool: Pool) => {
    const client = await pool.connect()
    try {
      await client.query(`set datestyle = 'ISO, YMD'; set timezone = 'UTC'`)
      const events = await client.query('select e::text from events e')
      const settings = await client.query('select s::text from settings s order by key')
      const next = await client.query(`select nextval('order_numbers') as next`)
      return [events.rows, settings.rows, next.rows]
    } finally {
      client.release()
    }
  }
  expect(await look(to.pool)).toEqual(await look(from.pool))
})

test('a backup of an older version is brought up to date', async () => {
  const names = (await migrationFiles()).map(({ name }) => name)
  await using from = await freshDatabase({ migrated: false })
  await using to = await freshDatabase({ migrated: false })
  await migrate(from.pool, undefined, names[0])
  const event = await createEvent(from.pool, 'Of long ago')
  await hold(from.pool, event, 7)

  const file = join(folder, 'older')
  await writeBackup(from.pool, file)
  await restoreBackup(to.pool, file)
  const applied = await to.pool.query<{ name: string }>('select name from schema_migrations order by name')
  expect(applied.rows.map(({ name }) => name)).toEqual(names)
  const seats = await to.pool.query(
    'select c.seat, e.title from claims c join events e on e.id = c.event_id join holds h on h.id = c.hold_id',
  )
  expect(seats.rows).toEqual([{ seat: 7, title: 'Of long ago' }])
})

test('a backup of a version that this one does not know is refused before anything is done', async () => {
  await using from = await freshDatabase()
  await using to = await freshDatabase({ migrated: false })
  await from.pool.query(`insert into schema_migrations (name, checksum) values ('9999-from-the-future', 'x')`)
  const file = join(folder, 'newer')
  await writeBackup(from.pool, file)
  await expect(restoreBackup(to.pool, file)).rejects.toThrow('9999-from-the-future')
  expect((await to.pool.query(`select from pg_tables where schemaname = 'public'`)).rowCount).toBe(0)
})
