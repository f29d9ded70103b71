import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/setup/database.ts'
import { migrate } from './migrate.ts'

/** A folder of SQL files; `files` by their path in it. */
async function sqlFolder(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'fullhouse-sql-'))
  const write = async (more: Record<string, string>) => {
    for (const [path, sql] of Object.entries(more)) {
      await mkdir(join(folder, path, '..'), { recursive: true })
      await writeFile(join(folder, path), sql)
    }
  }
  await write(files)
  return { folder, write, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

const bare = () => freshDatabase({ migrated: false })
const value = async (database: FreshDatabase, sql: string) =>
  Object.values((await database.pool.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0]

test('migrations run once, in order', async () => {
  await using database = await bare()
  await using sql = await sqlFolder({
    'migrations/0002-second.sql': 'insert into a values (2)',
    'migrations/0001-first.sql': 'create table a (n int); insert into a values (1)',
  })
  expect(await migrate(database.pool, sql.folder)).toEqual({
    migrations: ['0001-first', '0002-second'],
    functions: [],
  })
  expect(await migrate(database.pool, sql.folder)).toEqual({ migrations: [], functions: [] })
  await sql.write({ 'migrations/0003-third.sql': 'insert into a values (3)' })
  expect(await migrate(database.pool, sql.folder)).toEqual({ migrations: ['0003-third'], functions: [] })
  expect(await value(database, 'select array_agg(n) from a')).toEqual([1, 2, 3])
})

test('no SQL files at all are no problem', async () => {
  await using database = await bare()
  expect(await migrate(database.pool, '/nonexistent')).toEqual({ migrations: [], functions: [] })
})

test('an applied migration that was changed is refused', async () => {
  await using database = await bare()
  await using sql = await sqlFolder({ 'migrations/0001-first.sql': 'create table a (n int)' })
  await migrate(database.pool, sql.folder)
  await sql.write({ 'migrations/0001-first.sql': 'create table a (n bigint)' })
  await expect(migrate(database.pool, sql.folder)).rejects.toThrow('0001-first has changed')
})

test('a database of a newer version is refused', async () => {
  await using database = await bare()
  await using newer = await sqlFolder({
    'migrations/0001-a.sql': 'select 1',
    'migrations/0002-b.sql': 'select 1',
  })
  await using older = await sqlFolder({ 'migrations/0001-a.sql': 'select 1' })
  await migrate(database.pool, newer.folder)
  await expect(migrate(database.pool, older.folder)).rejects.toThrow('0002-b')
})

test('a migration that fails leaves nothing behind, and those before it stay', async () => {
  await using database = await bare()
  await using sql = await sqlFolder({
    'migrations/0001-good.sql': 'create table good (n int)',
    'migrations/0002-bad.sql': 'create table half (n int); select nonsense',
  })
  await expect(migrate(database.pool, sql.folder)).rejects.toThrow('0002-bad failed')
  expect(
    await value(database, `select to_regclass('good') is not null and to_regclass('half') is null`),
  ).toBe(true)
  await sql.write({ 'migrations/0002-bad.sql': 'create table half (n int)' })
  expect((await migrate(database.pool, sql.folder)).migrations).toEqual(['0002-bad'])
})

test('servers that start together migrate once', async () => {
  await using database = await bare()
  await using sql = await sqlFolder({
    'migrations/0001-first.sql': 'create table a (n int)',
    'migrations/0002-second.sql': 'insert into a values (1)',
    'functions/f.sql': 'create or replace function f() returns int language sql return 1',
  })
  const all = await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool, sql.folder)))
  // Which of them applied which is chance: each has a turn between two migrations.
  expect(all.flatMap(({ migrations }) => migrations).toSorted()).toEqual(['0001-first', '0002-second'])
  expect(all.flatMap(({ functions }) => functions)).toEqual(['f'])
})

test('a function is replaced when its file changes, also its body only', async () => {
  await using database = await bare()
  await using sql = await sqlFolder({
    'functions/f.sql': 'create or replace function f() returns int language sql return 1',
  })
  await migrate(database.pool, sql.folder)
  await sql.write({ 'functions/f.sql': 'create or replace function f() returns int language sql return 2' })
  expect((await migrate(database.pool, sql.folder)).functions).toEqual(['f'])
  expect(await value(database, 'select f()')).toBe(2)
})

test.each([
  ['other parameters', 'create or replace function f(n int default 3) returns int language sql return n'],
  ['another result', `create or replace function f() returns text language sql return '3'`],
])('%s: the old function is gone', async (_, changed) => {
  await using database = await bare()
  await using sql = await sqlFolder({
    'functions/f.sql': 'create or replace function f() returns int language sql return 1',
  })
  await migrate(database.pool, sql.folder)
  await sql.write({ 'functions/f.sql': changed })
  await migrate(database.pool, sql.folder)
  expect(await value(database, `select count(*) from pg_proc where proname = 'f'`)).toBe(1)
  expect(String(await value(database, 'select f()'))).toBe('3')
})

test('a function that a policy uses can be changed in place', async () => {
  await using database = await bare()
  await using sql = await sqlFolder({
    'migrations/0001-a.sql': `create table a (n int); create function f() returns bool language sql return true;
      create policy p on a using (f())`,
    'functions/f.sql': 'create or replace function f() returns bool language sql return false',
  })
  await migrate(database.pool, sql.folder)
  expect(await value(database, 'select f()')).toBe(false)
})

test('a function that is called otherwise than its file is refused', async () => {
  await using database = await bare()
  await using sql = await sqlFolder({
    'functions/g.sql': 'create or replace function f() returns int language sql return 1',
  })
  await expect(migrate(database.pool, sql.folder)).rejects.toThrow('defines no function g')
})
