import assert from 'node:assert/strict'
import pg from 'pg'
import { databaseLimits } from '../limits.ts'

/** Where a database is: a URL, or a Unix socket's folder as `host`. */
export type ConnectionTarget =
  | string
  | { host: string; port: number; user: string; database: string; password?: string }

export type Pool = pg.Pool
/** What can run a statement: a pool, one of its connections, a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>

export interface PoolOptions {
  /** Connections at most. */
  max?: number
  /** Shown in `pg_stat_activity`. */
  applicationName?: string
  /** Told when a connection that nobody was using is lost; the pool opens another when one is needed. */
  onIdleError?: (error: Error) => void
}

/** A pool of connections. Opens none until the first statement. */
export function createPool(target: ConnectionTarget, options: PoolOptions = {}): Pool {
  const pool = new pg.Pool({
    ...connectionConfig(target),
    application_name: options.applicationName ?? 'fullhouse',
    max: options.max ?? databaseLimits.poolConnections,
    idleTimeoutMillis: databaseLimits.idleConnectionMs,
  })
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', options.onIdleError ?? (() => {}))
  return pool
}

/** Settings that every connection of ours has, pooled or not. */
export function connectionConfig(target: ConnectionTarget): pg.ClientConfig {
  return {
    ...(typeof target === 'string' ? { connectionString: target } : target),
    connectionTimeoutMillis: databaseLimits.connectTimeoutMs,
    statement_timeout: databaseLimits.statementTimeoutMs,
    // The database ends a slow statement; this one is for a database that has stopped answering at all.
    query_timeout: databaseLimits.statementTimeoutMs + databaseLimits.queryGraceMs,
    idle_in_transaction_session_timeout: databaseLimits.idleInTransactionTimeoutMs,
    types: { getTypeParser },
  }
}

// The declared types know fewer types than the database has.
const parserOf = pg.types.getTypeParser as (
  oid: number,
  format?: 'text' | 'binary',
) => (text: string) => never
const int8 = 20
const int8Array = 1016
const parseInt8Array: (text: string) => (string | null)[] = parserOf(int8Array)

/**
 * Counts and sums come as int8. They are read as numbers, which is exact up to 2^53; anything larger is a bug and
 * must not be rounded in silence.
 */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === int8 && format !== 'binary') return parseInt8
  if (oid === int8Array && format !== 'binary')
    return (text: string) => parseInt8Array(text).map((item) => (item === null ? null : parseInt8(item)))
  return parserOf(oid, format)
}

function parseInt8(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), `int8 ${text} does not fit a number`)
  return value
}
