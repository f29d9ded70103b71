/** Bounds of what servers that share their sales do for each other; those of Redis itself are in redis-limits.ts. */
export const clusterLimits = {
  /** News in one message to the others; some 300 bytes each. */
  newsPerMessage: 200,
  /** How much later than the server that made a hold the others end it, if that one has not; and how far apart from each other. */
  leftBehindMs: 2_000,
  leftBehindSpreadMs: 1_000,
  /** Readings of one event's ledger that confirm a "sold out" which this server cannot be sure of. */
  confirmEveryMs: 250,
  /** How often copies that hear nothing from the other servers are read anew. */
  tendCopiesMs: 1_000,
  /** How often an event that is in use is compared with the ledger, by one of the servers; and events that one looks at in a row. */
  compareEveryMs: 60_000,
  comparedAtOnce: 4,
} as const
