export const inventoryLimits = {
  /** Claims of one statement. Beyond a few hundred the gain per claim is gone and the first waits for the last. */
  batchJobs: 500,
  /** Jobs of one event waiting for a batch; at 20,000 claims a second that is half a second's wait. */
  queuedJobs: 10_000,
  /** While one batch is being made durable the next is being worked on; a third would only queue in the database. */
  batchesInFlight: 2,
  /** The second one leaves only when so many wait: two that leave half empty sell a fifth less than one (ADR 4). */
  overlapJobs: 100,
  /** How long a buyer may be kept waiting for others' claims to be settled before the answer is "try again". */
  undecidedMs: 3_000,
  /** Choices of one event, the last ones, that a "no" may be told apart from. */
  choicesRemembered: 64,
  /** Picks made anew because another server was quicker. */
  pickTries: 20,
  /** Holds ended by one statement of the sweep. */
  sweepHolds: 500,
  sweepMinPauseMs: 20,
  sweepMaxPauseMs: 1_000,
  /** Idempotency-Keys of granted holds that are remembered in memory; the ledger remembers all. */
  recentKeys: 50_000,
  /** Events whose seats are kept in memory, about 100 bytes a seat. */
  sales: 1_000,
  /** After a fault that left outcomes unknown: how soon, and how often at most, an event is read anew. */
  doubtPauseMs: 250,
  doubtMaxPauseMs: 5_000,
} as const
