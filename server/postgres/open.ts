import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { databaseLimits } from '../limits/database-limits.ts'
import type { Log } from '../observe/log.ts'
import { type DatabaseHost, parseDatabaseSettings } from '../settings/database-settings.ts'
import { startEmbedded } from './embedded.ts'
import { createPool, type Pool } from './pool.ts'
import { judge } from './sqlstate.ts'

/** The database that the configuration asks for, answering. */
export interface OpenDatabase {
  pool: Pool
  /** Tells a second server on the same data folder where this one is. */
  announce(address: string): void
  /** After the pool has ended: stops an embedded PostgreSQL; leaves an external one alone. */
  stop(): Promise<void>
  /** The same without waiting, for a process that has to end now. */
  abandon(): void
}

const nothing = () => {}

/** `onLost` is called when this server may not use the database any more, and must stop. */
export async function openDatabase(
  config: Config,
  log: Log,
  onLost: (error: Error) => void,
): Promise<OpenDatabase> {
  const onIdleError = (error: Error) => log.warn({ error }, 'A database connection was lost')
  if (config.databaseUrl !== null) {
    const onPrimary = (primary: DatabaseHost) => log.info({ primary }, 'The database’s primary is here')
    const pool = createPool(config.databaseUrl, { onIdleError, onPrimary })
    await untilItAnswers(pool, log)
    if (parseDatabaseSettings(config.databaseUrl, [])?.isPooled) await warnOfEndlessStatements(pool, log)
    return { pool, announce: nothing, stop: async () => {}, abandon: nothing }
  }
  const embedded = await startEmbedded({ dataDir: config.dataDir, log, onLost })
  return {
    pool: createPool(embedded.connection(), { onIdleError }),
    announce: embedded.announce,
    stop: embedded.stop,
    abandon: embedded.abandon,
  }
}

/** A database that is started together with this server may take a while longer; one that refuses us will not. */
async function untilItAnswers(pool: Pool, log: Log): Promise<void> {
  const deadline = Date.now() + databaseLimits.startWaitMs
  for (let told = false; ; told = true) {
    try {
      await pool.query('select 1')
      return
    } catch (cause) {
      const { verdict, meaning } = judge(cause) ?? { verdict: 'bug', meaning: (cause as Error).message }
      if (verdict !== 'unavailable' || Date.now() > deadline) {
        await pool.end()
        throw new Error(`The database in DATABASE_URL cannot be used: ${meaning}.`, { cause })
      }
      if (!told) log.warn({ reason: meaning }, 'Waiting for the database')
      await pause(databaseLimits.startPollMs)
    }
  }
}

/** Through a pooler the server cannot say how long its statements may take; the role it connects as can. */
async function warnOfEndlessStatements(pool: Pool, log: Log): Promise<void> {
  const { rows } = await pool.query<{ statements: string; transactions: string }>(
    `select current_setting('statement_timeout') as statements,
            current_setting('idle_in_transaction_session_timeout') as transactions`,
  )
  const { statements, transactions } = rows[0]!
  if (statements !== '0' && transactions !== '0') return
  log.warn(
    { statement_timeout: statements, idle_in_transaction_session_timeout: transactions },
    'Nothing ends a statement or transaction that is stuck: set both for the role, see docs/operating.md',
  )
}
