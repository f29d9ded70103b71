/** Of the pool of connections, statements and transactions. */
export const databaseLimits = {
  /** Connections of the server's own pool. More than a few per core only makes them wait for each other. */
  poolConnections: 16,
  connectTimeoutMs: 5_000,
  /** Longer than any statement of ours; a stuck one is ended by the database itself. */
  statementTimeoutMs: 10_000,
  /** How much later than the database we give up on a statement ourselves. */
  queryGraceMs: 2_000,
  /** How long `/readyz` waits for the database. */
  readinessMs: 1_000,
  /** At start, for a database that is starting too. */
  startWaitMs: 30_000,
  startPollMs: 200,
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
