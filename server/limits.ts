/**
 * Every bound of the server: queues, batches, loops, sizes, times. One group a concern, units last in the name.
 * A bound lives here so that it can be found, questioned and changed in one place.
 */

export const databaseLimits = {
  /** Connections of the server's own pool. More than a few per core only makes them wait for each other. */
  poolConnections: 16,
  connectTimeoutMs: 5_000,
  /** Longer than any statement of ours; a stuck one is ended by the database itself. */
  statementTimeoutMs: 10_000,
  /** Migrations may rewrite tables. */
  migrationStatementTimeoutMs: 10 * 60_000,
  /** A transaction whose server died without closing its connection must not keep its locks. */
  idleInTransactionTimeoutMs: 10_000,
  idleConnectionMs: 30_000,
  /** Tries of one transaction, the first included, when the database asks to run it again. */
  transactionTries: 5,
  transactionRetryPauseMs: 5,
  transactionRetryPauseMaxMs: 100,
} as const

export const embeddedLimits = {
  maxConnections: 100,
  sharedBuffersMb: 256,
  maxWalMb: 2_048,
  initialiseTimeoutMs: 60_000,
  /** Crash recovery replays at most `maxWalMb` of log. */
  startTimeoutMs: 60_000,
  startPollMs: 10,
  /** After a fast shutdown was asked for; then an immediate one, which recovers at the next start. */
  stopTimeoutMs: 10_000,
  superviseEveryMs: 250,
  restartPauseMs: 100,
  restartPauseMaxMs: 5_000,
  /** The old log is kept beside the new one when a start finds it longer than this. */
  logMaxBytes: 10 * 1024 * 1024,
  lockAnswerTimeoutMs: 1_000,
  lockTries: 5,
} as const

export const shutdownLimits = {
  /** How long a load balancer is given to notice `/readyz` before connections are refused; 0 outside production. */
  drainNoticeMs: 1_000,
  inFlightMs: 10_000,
  socketsMs: 2_000,
  flushMs: 5_000,
  poolMs: 5_000,
  databaseMs: 15_000,
} as const
