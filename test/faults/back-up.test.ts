import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { Event } from '../../contract/shapes/events.ts'
import { auditEvent } from '../../lab/audit/audit-event.ts'
import { demoOrganiser, signInOrganiser } from '../../lab/stage/organiser.ts'
import { standingPlan } from '../../lab/stage/plans.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { startServer, type TestServer } from '../setup/server.ts'
import { type Shoppers, startShoppers } from './shoppers.ts'

const root = resolve(import.meta.dirname, '../..')
const shoppers = 8
const holdsBefore = 150

/** Runs `server/back-up.ts` or `server/restore.ts` as an operator does, in a process of its own. */
async function run(program: 'back-up' | 'restore', file: string, env: Record<string, string>) {
  const ran = promisify(execFile)(process.execPath, [join(root, `server/${program}.ts`), file], {
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...env },
  })
  return ran.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  )
}

/** A sale in full swing on `server` while `act` is under way, and what the buyers had been told before it began. */
async function inMidSale(server: TestServer, act: () => Promise<void>) {
  const organiser = await signInOrganiser(server.url, demoOrganiser)
  const event = await organiser.createEvent({
    title: 'A sale that goes on',
    plan: standingPlan(100_000),
    holdSeconds: 3600,
  })
  const crowd = startShoppers(server.url, event, shoppers)
  try {
    await expect.poll(() => crowd.holds.length, { timeout: 30_000 }).toBeGreaterThan(holdsBefore)
    const before = { holds: [...crowd.holds], orders: [...crowd.orders] }
    await act()
    const during = crowd.holds.length - before.holds.length
    return { event, before, during }
  } finally {
    await crowd.stop()
    expect(crowd.surprises).toEqual([])
  }
}

async function expectAllThere(
  server: TestServer,
  event: Event,
  before: Pick<Shoppers, 'holds' | 'orders'>,
): Promise<void> {
  const organiser = await signInOrganiser(server.url, demoOrganiser)
  const { findings } = await auditEvent(() => organiser.dumpLedger(event.id))
  expect(findings).toEqual([])
  const ledger = await organiser.dumpLedger(event.id)
  const holds = new Set(ledger.holds.map(({ id }) => id))
  const orders = new Map(ledger.orders.map(({ id, state }) => [id, state]))
  expect(before.holds.filter(({ id }) => !holds.has(id))).toEqual([])
  expect(before.orders.filter(({ id }) => orders.get(id) !== 'confirmed')).toEqual([])
  expect(before.orders.length).toBeGreaterThan(0)
  // The restored shop sells: numbers go on where they were, and nobody gets a seat that is taken.
  const next = startShoppers(server.url, event, 2)
  try {
    await expect.poll(() => next.orders.length, { timeout: 20_000 }).toBeGreaterThan(5)
  } finally {
    await next.stop()
  }
  expect(next.surprises).toEqual([])
  expect((await auditEvent(() => organiser.dumpLedger(event.id))).findings).toEqual([])
}

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'fullhouse-backup-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

async function tablesOf({ pool }: FreshDatabase): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  return rows[0]!.count
}

it('a backup of a sale in full swing is restored into another database, and everything adds up', async () => {
  await using place = await folder()
  const file = join(place.path, 'night.backup')
  await using restored = await freshDatabase({ migrated: false })
  await using server = await startServer()
  const url = databaseUrl(server, restored)
  const { event, before, during } = await inMidSale(server, async () => {
    expect(await run('back-up', file, { DATABASE_URL: url })).toMatchObject({ code: 0 })
  })
  expect(during, 'the sale went on meanwhile').toBeGreaterThan(0)
  // It holds people's names and addresses.
  expect((await stat(file)).mode & 0o077).toBe(0)
  expect(await readdir(place.path)).toEqual(['night.backup'])

  expect(await run('restore', file, { DATABASE_URL: restored.url })).toMatchObject({ code: 0 })
  await using second = await startServer({ env: { DATABASE_URL: restored.url } })
  await expectAllThere(second, event, before)

  // Nothing is ever overwritten.
  const again = await run('restore', file, { DATABASE_URL: restored.url })
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining('not empty') })
})

it('the embedded database is backed up beside its server, and restored into a new data folder', async () => {
  await using place = await folder()
  const file = join(place.path, 'night.backup')
  await using server = await startServer({ database: 'embedded' })
  const { event, before } = await inMidSale(server, async () => {
    expect(await run('back-up', file, { FULLHOUSE_DATA: server.dataDir })).toMatchObject({ code: 0 })
  })
  const dataDir = join(place.path, 'new')
  const refused = await run('restore', file, { FULLHOUSE_DATA: server.dataDir })
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('already uses the data folder') })
  expect(await run('restore', file, { FULLHOUSE_DATA: dataDir })).toMatchObject({ code: 0 })
  await using second = await startServer({ database: 'embedded', dataDir })
  await expectAllThere(second, event, before)
})

it('a backup that is not whole is refused, and the database is left empty', async () => {
  await using place = await folder()
  const file = join(place.path, 'night.backup')
  await using server = await startServer()
  await using restored = await freshDatabase({ migrated: false })
  expect(await run('back-up', file, { DATABASE_URL: databaseUrl(server, restored) })).toMatchObject({
    code: 0,
  })
  const whole = (await readFile(file)).length
  for (const length of [whole - 1, whole >> 1, 0]) {
    await truncate(file, length)
    const { code, said } = await run('restore', file, { DATABASE_URL: restored.url })
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('not a whole backup') })
  }
  expect(await tablesOf(restored)).toBe(0)
})

/** The server's own database: on the same PostgreSQL as the other, by another name. */
function databaseUrl({ databaseName }: TestServer, { url, connection }: FreshDatabase): string {
  return url.replace(connection.database, databaseName!)
}
