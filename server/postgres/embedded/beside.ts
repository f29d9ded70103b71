import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isPostgresOf, readPidFile } from './postmaster.ts'

export type Beside =
  | { state: 'running'; connection: { host: string; port: number; user: string; database: string } }
  | { state: 'stopped' | 'no data' }

/**
 * How to reach the PostgreSQL of a data folder beside the server that owns it. For those who sell nothing: the
 * folder's lock keeps out whoever would.
 */
export function findBeside(dataDir: string): Beside {
  if (!existsSync(join(dataDir, 'postgres/PG_VERSION'))) return { state: 'no data' }
  const folder = realpathSync(join(dataDir, 'postgres'))
  const found = readPidFile(folder)
  if (found?.status !== 'ready' || !isPostgresOf(found.pid, folder)) return { state: 'stopped' }
  const { socketFolder: host, port } = found
  return { state: 'running', connection: { host, port, user: 'fullhouse', database: 'fullhouse' } }
}
