/** Bounds of what several servers share through Redis. */

export const redisLimits = {
  /** One call and its answer. On one machine it takes 0.2 ms; a Redis that needs longer than this is not helping a sale. */
  callMs: 250,
  /** For a connection to be made and greeted. */
  connectMs: 1_000,
  /** Calls in a row without an answer, after which nobody asks that node until a probe has been answered. */
  failuresInRow: 3,
  /** Pauses between probes of a node that is down: the first, and the longest. */
  probeMinMs: 50,
  probeMaxMs: 500,
  /** Calls written to one node and not answered yet; more are refused at once. */
  callsWaiting: 10_000,
  /** How soon the nodes of a Cluster may be asked again who has which slots, and how often they are in any case. */
  slotsMinMs: 100,
  slotsEveryMs: 5_000,
  /** Times that a call follows a slot to another node. */
  redirects: 3,
  /** How often a connection that only listens proves that it is alive; silence of that length closes it. */
  heartbeatMs: 1_000,
  /** Channels of one server: two for each event in memory, and some for all. */
  channels: 5_000,
} as const

export const sharedSeatsLimits = {
  /** Wishes, or settled seats, of one script. Redis does nothing else meanwhile: some 0.2 ms. */
  batchWishes: 32,
  batchSettlings: 256,
  /** Scripts of one event under way at the same time from one server. */
  batchesInFlight: 2,
  settleBatchesInFlight: 8,
  /** Seats of one settling; what concerns more goes in pieces. */
  seatsPerAct: 1_024,
  /** Ends of holds that one script notes after a rebuild. */
  endsNoted: 500,
  /** What waits for a script, for each event; more answer from this server's own copy. */
  queued: 20_000,
  /** How long a candidate stays one without a verdict. Beyond it whoever chose it is taken for dead; the ledger judges anyway. */
  leaseMs: 5_000,
  /** After the end of a hold by its own clock, until its seats may be asked for although no server has ended it. */
  lapseGraceMs: 3_000,
  /** How long a reply may wait for the other servers to learn of what it says. */
  settleWaitMs: 40,
  /** Choices made anew because another server was quicker, before a buyer waits for the others' verdicts. */
  takeTries: 4,
  /** After those, or when Redis has too much to answer, before the buyer is looked after again. */
  askAgainMs: 20,
  /** Messages kept while one before them is still on its way, and how long. */
  messagesAhead: 256,
  messagesAheadMs: 50,
  /** Who waits for the others' candidates looks again at least so often. */
  lookAgainMs: 250,
  /** One server reads the ledger for all; the others wait for it so long, asking so often. */
  rebuildLockMs: 5_000,
  rebuildWaitMs: 2_000,
  rebuildPollMs: 25,
  /** An event that could not be made right in Redis is tried again after this. */
  dirtyPauseMs: 250,
  /** Which seats a hold has given up, remembered so that a late "granted" or "sold" does not bring them back. */
  endedMs: 60_000,
  /** Keys of an event that nobody asks for go away by themselves. */
  keysMs: 7 * 24 * 3_600_000,
} as const

export const sharedRateLimits = {
  /** What each server may let a customer do of the whole rate without telling the others. */
  ownShare: 1 / 8,
  /** Customers and addresses whose uses wait to be told; more are counted by each server alone. */
  keysWaiting: 10_000,
  keysOfScript: 200,
} as const

export const presenceLimits = {
  /** How often a server tells the others how many watch there; heartbeats to viewers are three times as far apart. */
  everyMs: 5_000,
  /** How long that counts when nothing more is heard of it. */
  countsMs: 15_000,
  eventsAtOnce: 50,
} as const

export const watchLimits = {
  /** How often a server says that it is here, and after what silence the others take it for lost. */
  everyMs: 1_000,
  lostMs: 4_000,
} as const
