import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createLog } from '../../server/observe/log.ts'
import { type Embedded, startEmbedded } from '../../server/postgres/embedded.ts'
import { migrate } from '../../server/postgres/migrate.ts'
import { createPool } from '../../server/postgres/pool.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL of this run: where it is, and the migrated database that tests copy. */
    database: { host: string; port: number; user: string; database: string }
  }
}

const template = 'fullhouse_template'
let running: Promise<{ embedded: Embedded; folder: string }> | undefined
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
  project.provide('database', embedded.connection(template))
  return async () => {
    users -= 1
    if (users > 0) return
    running = undefined
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'fullhouse-test-'))
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
  return { embedded, folder }
}
