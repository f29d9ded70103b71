import { type Config, parseConfig } from './config.ts'
import { createLog } from './observe/log.ts'
import { findBeside } from './postgres/embedded/beside.ts'
import { type OpenDatabase, openDatabase } from './postgres/open.ts'
import { createPool, type Pool } from './postgres/pool.ts'

type Opened = Pick<OpenDatabase, 'pool' | 'stop'>

/**
 * Runs one act on the database that the settings name, for the programs beside the server. `beside`: the act sells
 * nothing, so an embedded database may be in use by its server meanwhile. Ends with code 1, and the reason in plain words,
 * when it cannot be done.
 */
export async function onDatabase(act: (pool: Pool) => Promise<void>, { beside = false } = {}): Promise<void> {
  const parsed = parseConfig(process.env)
  if (!parsed.ok) return fail(parsed.faults)
  let database: Opened | undefined
  try {
    database = await (beside ? openBeside : openAlone)(parsed.config)
    await act(database.pool)
  } catch (error) {
    fail(causes(error))
  } finally {
    await database?.pool.end()
    await database?.stop()
  }
}

function openAlone(config: Config): Promise<Opened> {
  return openDatabase(config, createLog('warn'), (error) => {
    fail([error.message])
    process.exit(1)
  })
}

async function openBeside(config: Config): Promise<Opened> {
  if (config.databaseUrl !== null) return openAlone(config)
  const found = findBeside(config.dataDir)
  switch (found.state) {
    case 'running':
      return { pool: createPool(found.connection), stop: async () => {} }
    case 'stopped':
      return openAlone(config)
    case 'no data':
      throw new Error(
        `There is no database in ${config.dataDir}. Name its folder with FULLHOUSE_DATA, or set DATABASE_URL.`,
      )
  }
}

function fail(reasons: string[]): void {
  for (const reason of reasons) console.error(reason)
  process.exitCode = 1
}

function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)]
  return error.cause === undefined ? [error.message] : [error.message, ...causes(error.cause)]
}
