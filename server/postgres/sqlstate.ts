/**
 * What a failure of the database means for whoever asked.
 *   retry        run the same transaction again: another one was in its way, nothing was written
 *   unavailable  the database cannot answer now: 503, try later
 *   bug          our statement or our data is wrong: no retry will help
 */
export type Verdict = 'retry' | 'unavailable' | 'bug'

/** By SQLSTATE (PostgreSQL's appendix A). What is not here is judged by its class below, else it is a bug. */
const bySqlState: Record<string, readonly [meaning: string, Verdict]> = {
  '40001': ['serialization_failure: a concurrent transaction won', 'retry'],
  '40P01': ['deadlock_detected: two transactions waited for each other, this one was ended', 'retry'],
  '55P03': ['lock_not_available: waited longer for a lock than allowed', 'unavailable'],
  '57014': ['query_canceled: ran into statement_timeout', 'unavailable'],
  '57P01': ['admin_shutdown: the database is stopping', 'unavailable'],
  '57P02': ['crash_shutdown: a process of the database died, all are restarted', 'unavailable'],
  '57P03': ['cannot_connect_now: the database is starting or recovering', 'unavailable'],
  '57P05': ['idle_session_timeout: the connection was closed for idling', 'unavailable'],
  '25P03': ['idle_in_transaction_session_timeout: we left a transaction open too long', 'unavailable'],
  '25P04': ['transaction_timeout: the transaction took too long', 'unavailable'],
  // A failover may leave us on the old primary for a moment: it answers, but read-only.
  '25006': ['read_only_sql_transaction: this is a replica, not the primary', 'unavailable'],
  '3D000': ['invalid_catalog_name: the database does not exist', 'bug'],
  '28P01': ['invalid_password', 'bug'],
}

const byClass: Record<string, readonly [meaning: string, Verdict]> = {
  '08': ['connection exception', 'unavailable'],
  '53': ['insufficient resources: disk full, out of memory, too many connections', 'unavailable'],
  '58': ['system error outside PostgreSQL: input or output failed', 'unavailable'],
}

/** Codes of Node and messages of the driver (which gives them no code) when no answer came at all. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT', // the Unix socket is gone
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOTCONN',
  'NO_PRIMARY', // ours: primary.ts
  'UNCONFIRMED_COMMIT', // ours: ledger-client.ts
])
const driverMessages = [
  'Connection terminated', // also "… unexpectedly" and "… due to connection timeout"
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]

/** The SQLSTATE of an error that came from the database, else null. */
export function sqlState(error: unknown): string | null {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !networkCodes.has(code) ? code : null
}

/**
 * Those that say nothing of what became of the statement, or were said by a database that may not write: the connection was
 * lost, or is to the wrong place. Any other error undid what the statement had done, all of it.
 */
const lostStates = new Set(['57P01', '57P02', '57P03', '57P05', '25006'])

export interface Judged {
  verdict: Verdict
  meaning: string
  /** No answer, so that it is unknown whether anything was committed; or another database has to be asked. */
  isLost: boolean
}

/** Judges an error of the database or of the way to it; null when it is neither. Looks into `cause`. */
export function judge(error: unknown): Judged | null {
  for (let depth = 0; depth < 5 && error instanceof Error; depth += 1) {
    const state = sqlState(error)
    // PgBouncer gives this state to whatever is wrong, and most of that passes.
    if (state === '08P01' && error.message.startsWith('unsupported startup parameter'))
      return {
        verdict: 'bug',
        meaning: `${error.message}; for a pooler in transaction mode, DATABASE_URL needs ?pgbouncer=true`,
        isLost: false,
      }
    if (state !== null) {
      const [meaning, verdict] = bySqlState[state] ?? byClass[state.slice(0, 2)] ?? [error.message, 'bug']
      return {
        verdict,
        meaning: `${state} ${meaning}`,
        isLost: lostStates.has(state) || state.startsWith('08'),
      }
    }
    const { code, message } = error as Error & { code?: unknown }
    if (typeof code === 'string' && networkCodes.has(code))
      return { verdict: 'unavailable', meaning: code, isLost: true }
    if (driverMessages.some((start) => message.startsWith(start)))
      return { verdict: 'unavailable', meaning: message, isLost: true }
    error = error instanceof AggregateError ? error.errors[0] : error.cause
  }
  return null
}
