import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { loadDemo } from '../../server/demo/load-demo.ts'
import { createUuidMaker } from '../../server/ids.ts'
import { createLog } from '../../server/observe/log.ts'
import { socketFolderOf } from '../../server/postgres/embedded/cluster.ts'
import { lockFolder } from '../../server/postgres/embedded/folder-lock.ts'
import { isPostgresOf, readPidFile } from '../../server/postgres/embedded/postmaster.ts'
import { type Embedded, startEmbedded } from '../../server/postgres/embedded.ts'
import { migrate } from '../../server/postgres/migrate.ts'
import { createPool } from '../../server/postgres/pool.ts'
import { shopTemplate, template } from './templates.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL of this run: where it is, and the migrated database that tests copy. */
    database: { host: string; port: number; user: string; database: string }
  }
}

/** Their tests start whole servers, each of which would take a second to load the demo. */
const shopProjects = ['faults', 'acceptance', 'redis', 'pgbouncer', 'browser']

let running: Promise<{ embedded: Embedded; folder: string }> | undefined
let shop: Promise<void> | undefined
let users = 0

/**
 * One PostgreSQL for the whole run, thrown away afterwards, with one migrated database that each test copies: a copy
 * takes some 50 ms, migrating takes as long again for every migration. What is committed need not reach the disk;
 * tests that kill a database start their own.
 */
export default async function globalDatabase(project: TestProject): Promise<() => Promise<void>> {
  users += 1
  running ??= start()
  const { embedded, folder } = await running
  if (shopProjects.includes(project.name)) await (shop ??= prepareShop(embedded))
  project.provide('database', embedded.connection(template))
  return async () => {
    users -= 1
    if (users > 0) return
    running = undefined
    shop = undefined
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const prefix = 'fullhouse-run-'
const youngMs = 60_000

async function start() {
  await endLeftovers()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  const embedded = await startEmbedded({ dataDir: folder, log: createLog('error'), durable: false })
  const pool = createPool(embedded.connection(template), { max: 1 })
  try {
    // One of its own: a database that is in use, as the server's own always is, cannot be copied.
    await embedded.createDatabase(template)
    await migrate(pool)
  } catch (error) {
    await pool.end()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  await pool.end()
  // Whoever stops the run in the middle gets at least the database stopped.
  process.on('exit', () => running && embedded.abandon())
  return { embedded, folder }
}

async function prepareShop(embedded: Embedded): Promise<void> {
  await embedded.createDatabase(shopTemplate, template)
  const pool = createPool(embedded.connection(shopTemplate), { max: 1 })
  try {
    await loadDemo({ pool, ids: { uuid: createUuidMaker() } }, new Date())
  } finally {
    await pool.end()
  }
}

/** A run that was killed could not stop its database. Its lock is free then, which tells it from a run beside this one. */
async function endLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const folder = join(tmpdir(), name)
    // One that has just been made may not be locked yet.
    const found = await stat(folder).catch(() => null)
    if (!found || found.mtimeMs > Date.now() - youngMs) continue
    const locked = await lockFolder(folder).catch(() => null)
    if (!locked?.ok) continue
    const left = readPidFile(join(folder, 'postgres'))
    if (left && isPostgresOf(left.pid, join(folder, 'postgres'))) process.kill(left.pid, 'SIGQUIT')
    await locked.lock.release()
    await rm(socketFolderOf(folder), { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
