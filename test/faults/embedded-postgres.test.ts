import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { ask, dataFolder, isRunning, type Owner, postmasterPid } from '../setup/embedded.ts'

const promptly = { timeout: 5_000, interval: 20 }

async function write(owner: Owner, n: number): Promise<void> {
  await ask(owner.connection, `create table if not exists kept (n int); insert into kept values (${n})`)
}

const kept = async (owner: Owner) =>
  (await ask<{ n: number }>(owner.connection, 'select n from kept order by n')).map(({ n }) => n)

/** Until it answers again; how long it took. */
async function back(owner: Owner): Promise<void> {
  await vi.waitFor(() => ask(owner.connection, 'select 1'), promptly)
}

test('the second start takes less than two seconds, and a stop leaves no process behind', async () => {
  await using data = await dataFolder()
  const first = await data.own()
  await write(first, 1)
  await first.kill('SIGTERM')
  expect(isRunning(first.postgresPid)).toBe(false)
  expect(await postmasterPid(data.folder)).toBeNull()

  const second = await data.own()
  expect(second.startedInMs).toBeLessThan(2_000)
  expect(await kept(second)).toEqual([1])
})

test('after kill -9 of its server PostgreSQL runs on, is taken over, and is stopped by the one that took it over', async () => {
  await using data = await dataFolder()
  const first = await data.own()
  await write(first, 1)
  await first.kill('SIGKILL')
  expect(isRunning(first.postgresPid)).toBe(true)
  await write(first, 2)

  const second = await data.own()
  expect(second.postgresPid).toBe(first.postgresPid)
  expect(second.startedInMs).toBeLessThan(2_000)
  expect(await kept(second)).toEqual([1, 2])
  await second.kill('SIGTERM')
  await vi.waitFor(() => expect(isRunning(second.postgresPid)).toBe(false), promptly)
})

test('kill -9 of PostgreSQL, three times in a row: it is back within five seconds with everything committed', async () => {
  await using data = await dataFolder()
  const owner = await data.own()
  for (const n of [1, 2, 3]) {
    await write(owner, n)
    const pid = (await postmasterPid(data.folder))!
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(async () => expect(await postmasterPid(data.folder)).not.toBe(pid), promptly)
    await back(owner)
  }
  expect(await kept(owner)).toEqual([1, 2, 3])
})

test('kill -9 of PostgreSQL in the middle of a statement that notices nothing', async () => {
  await using data = await dataFolder()
  const owner = await data.own()
  await write(owner, 1)
  const busy = new pg.Client(owner.connection)
  busy.on('error', () => {})
  await busy.connect()
  // Busy with itself: it waits for nothing, so it does not see that the others are gone.
  const lost = busy
    .query('select count(*) from generate_series(1, 1000000000)')
    .catch((error: Error) => error)
  await vi.waitFor(async () => {
    const rows = await ask(
      owner.connection,
      `select from pg_stat_activity where query like '%generate_series(1, 10%' and pid <> pg_backend_pid()`,
    )
    expect(rows).toHaveLength(1)
  }, promptly)
  process.kill(owner.postgresPid, 'SIGKILL')
  expect(await lost).toBeInstanceOf(Error)
  await back(owner)
  expect(await kept(owner)).toEqual([1])
})

test('kill -9 of the server and of PostgreSQL together: the next start recovers', async () => {
  await using data = await dataFolder()
  const first = await data.own()
  await write(first, 1)
  process.kill(first.postgresPid, 'SIGKILL')
  await first.kill('SIGKILL')
  const second = await data.own()
  expect(await kept(second)).toEqual([1])
  expect(second.startedInMs).toBeLessThan(5_000)
})

test('kill -9 of the server while it restarts PostgreSQL: the next start brings it up', async () => {
  await using data = await dataFolder()
  const first = await data.own()
  await write(first, 1)
  process.kill(first.postgresPid, 'SIGKILL')
  await vi.waitFor(() => expect(first.said).toContain('starting it again'), { ...promptly, interval: 1 })
  await first.kill('SIGKILL')
  const second = await data.own()
  expect(await kept(second)).toEqual([1])
})

test('a pid file left from before a restart of the machine, whose number another program has now', async () => {
  await using data = await dataFolder()
  const first = await data.own()
  await write(first, 1)
  const pidFile = join(data.folder, 'postgres/postmaster.pid')
  const left = await readFile(pidFile, 'utf8')
  await first.kill('SIGTERM')
  await writeFile(pidFile, left.replace(/^\d+/, String(process.pid)))
  const second = await data.own()
  expect(await kept(second)).toEqual([1])
})

test('a first start that was interrupted while making the data folder', async () => {
  await using data = await dataFolder()
  await mkdir(join(data.folder, 'postgres.new/base'), { recursive: true })
  await writeFile(join(data.folder, 'postgres.new/PG_VERSION'), '18\n')
  const owner = await data.own()
  expect(await ask(owner.connection, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a second server on the folder is refused, is told who is there, and disturbs nobody', async () => {
  await using data = await dataFolder()
  const first = await data.own()
  await expect(data.own()).rejects.toThrow(
    `Another Fullhouse (process ${first.pid}, at http://tickets.example.com) already uses the data folder`,
  )
  await write(first, 1)
  expect(await kept(first)).toEqual([1])
})

test('data of another PostgreSQL version is refused in words', async () => {
  await using data = await dataFolder()
  await mkdir(join(data.folder, 'postgres'), { recursive: true })
  await writeFile(join(data.folder, 'postgres/PG_VERSION'), '17\n')
  await expect(data.own()).rejects.toThrow('belongs to PostgreSQL 17')
})

test('it is reached through a private socket only, by a role that is not a superuser, and commits to disk', async () => {
  await using data = await dataFolder()
  const { connection } = await data.own()
  expect((await stat(connection.host)).mode & 0o777).toBe(0o700)
  const [settings] = await ask(
    connection,
    `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
            current_setting('synchronous_commit') as commit, current_setting('is_superuser') as superuser,
            current_setting('full_page_writes') as pages`,
  )
  expect(settings).toEqual({ addresses: '', fsync: 'on', commit: 'on', superuser: 'off', pages: 'on' })
})

test('settings of one’s own are kept, and a long log is put aside', async () => {
  await using data = await dataFolder()
  const first = await data.own()
  await first.kill('SIGTERM')
  await writeFile(join(data.folder, 'postgres/custom.conf'), `work_mem = '9MB'\n`, { mode: 0o644 })
  await truncate(join(data.folder, 'postgres.log'), 11 * 1024 * 1024)
  const second = await data.own()
  expect(await ask(second.connection, `select current_setting('work_mem') as mem`)).toEqual([{ mem: '9MB' }])
  expect((await stat(join(data.folder, 'postgres.log.old'))).size).toBe(11 * 1024 * 1024)
  expect((await stat(join(data.folder, 'postgres.log'))).size).toBeLessThan(10_000)
})
