import assert from 'node:assert/strict'
import pg from 'pg'
import { databaseLimits } from '../limits/database-limits.ts'
import { failoverLimits } from '../limits/failover-limits.ts'
import {
  type DatabaseHost,
  type DatabaseSettings,
  parseDatabaseSettings,
} from '../settings/database-settings.ts'
import { type LedgerClient, ledgerClient, probeHost } from './ledger-client.ts'
import { createOutage, type Outage } from './outage.ts'
import { createPrimaryFinder, type PrimaryFinder } from './primary.ts'

/** Where a database is: a URL as libpq has it, or a Unix socket's folder as `host`. */
export type ConnectionTarget =
  | string
  | { host: string; port: number; user: string; database: string; password?: string }

export type Pool = pg.Pool & {
  /** For those who can wait until the database, or the one that takes its place, may be written to. */
  readonly outage: Outage
}
/** What can run a statement: a pool, one of its connections, a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>

export interface PoolOptions {
  /** Connections at most. */
  max?: number
  /** Shown in `pg_stat_activity`. */
  applicationName?: string
  /** Told when a connection that nobody was using is lost; the pool opens another when one is needed. */
  onIdleError?: (error: Error) => void
  /** With several hosts: told which of them is the primary, at first and whenever it is another. */
  onPrimary?: (host: DatabaseHost) => void
}

/**
 * A pool of connections. Opens none until the first statement. With several hosts each connection is to the one that is the
 * primary then, and when that is another, those to the old one are thrown away.
 */
export function createPool(target: ConnectionTarget, options: PoolOptions = {}): Pool {
  const settings = typeof target === 'string' ? readSettings(target) : null
  const config = connectionConfig(target)
  const clients = new Set<LedgerClient>()
  const finder = settings?.followsPrimary ? followPrimary(settings, config, clients, options.onPrimary) : null
  const driver = new pg.Pool({
    ...config,
    application_name: options.applicationName ?? 'fullhouse',
    max: options.max ?? databaseLimits.poolConnections,
    idleTimeoutMillis: databaseLimits.idleConnectionMs,
    ...(finder && {
      connectionTimeoutMillis: databaseLimits.connectTimeoutMs + failoverLimits.findPrimaryMs,
    }),
    // Declared without the argument that the driver's pool gives it.
    Client: ledgerClient({ finder, isPooled: settings?.isPooled ?? false }) as new (
      ...config: never[]
    ) => pg.ClientBase,
  })
  // Without a listener the loss of an idle connection would end the process.
  driver.on('error', options.onIdleError ?? (() => {}))
  if (finder !== null) watchSilence(driver, clients, finder)
  const { outageMs: patienceMs, outagePollMs: pollMs } = failoverLimits
  return Object.assign(driver, {
    outage: createOutage({ probe: () => askForWrites(driver), patienceMs, pollMs }),
  })
}

function readSettings(url: string): DatabaseSettings {
  const faults: string[] = []
  const settings = parseDatabaseSettings(url, faults)
  if (settings === null) throw new Error(faults[0])
  return settings
}

function followPrimary(
  { hosts }: DatabaseSettings,
  config: pg.ClientConfig,
  clients: ReadonlySet<LedgerClient>,
  onPrimary: PoolOptions['onPrimary'],
): PrimaryFinder {
  return createPrimaryFinder({
    hosts,
    probe: (host) => probeHost(config, host),
    onMoved(to) {
      for (const client of clients) if (client.host !== to.host || client.port !== to.port) client.cut()
      onPrimary?.(to)
    },
  })
}

/**
 * A host that is cut off from the network answers nothing, not even that it is gone. When a statement has waited for long,
 * the hosts are asked which of them is the primary now; if it is another, nobody waits for the old one any longer.
 */
function watchSilence(driver: pg.Pool, clients: Set<LedgerClient>, finder: PrimaryFinder): void {
  const listen = (client: pg.PoolClient) => clients.add(client as unknown as LedgerClient)
  driver.on('connect', listen)
  driver.on('remove', (client) => clients.delete(client as unknown as LedgerClient))
  const timer = setInterval(() => {
    if (driver.ended) return clearInterval(timer)
    const longAgo = performance.now() - failoverLimits.silenceMs
    for (const { busySinceMs } of clients)
      if (busySinceMs !== null && busySinceMs < longAgo) return void finder.lookAgain()
  }, failoverLimits.silencePollMs)
  timer.unref()
}

/** Fails unless the database answers soon, and is one that may be written to. */
async function askForWrites(driver: pg.Pool): Promise<void> {
  const query = {
    text: `select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as "isReadOnly"`,
    query_timeout: failoverLimits.probeMs,
  }
  const { rows } = await driver.query<{ isReadOnly: boolean }>(query)
  if (rows[0]!.isReadOnly) throw new Error('the database may only be read')
}

/** Settings that every connection of ours has, in a pool or not. */
export function connectionConfig(target: ConnectionTarget): pg.ClientConfig {
  const settings = typeof target === 'string' ? readSettings(target) : null
  return {
    ...(settings === null
      ? (target as Exclude<ConnectionTarget, string>)
      : { connectionString: settings.url }),
    connectionTimeoutMillis: databaseLimits.connectTimeoutMs,
    // The database ends a slow statement; this one is for a database that has stopped answering at all.
    query_timeout: databaseLimits.statementTimeoutMs + databaseLimits.queryGraceMs,
    // A pooler in transaction mode refuses what it would have to set anew for every transaction.
    ...(!settings?.isPooled && {
      statement_timeout: databaseLimits.statementTimeoutMs,
      idle_in_transaction_session_timeout: databaseLimits.idleInTransactionTimeoutMs,
    }),
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
