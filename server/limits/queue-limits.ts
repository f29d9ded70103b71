export const queueLimits = {
  /** How often a waiting room decides whom to let in, and tells everybody how it stands. */
  tickMs: 1_000,
  /** A tick that takes long is followed by a pause so many times as long: rooms never take more than a part of the database. */
  tickRest: 4,
  /** Rooms that are switched on at the same time. */
  rooms: 200,
  /** Places that a server keeps in memory to answer without the database, about 250 bytes each. */
  rememberedPlaces: 500_000,
  batchJobs: 500,
  /** Joins of one event waiting for a batch: some two seconds' worth. */
  queuedJobs: 20_000,
  /** What waiting visitors of one event may ask of one server, on average, in requests a second. */
  requestsPerSecond: 800,
  /** The same for the first look after the draw. 50,000 visitors have all learnt their number after 20 seconds. */
  drawRequestsPerSecond: 2_500,
  /** So long the list of entrants is public before the seed is. */
  digestShownMs: 2_000,
  /** Lots drawn before everything else gets a turn: some 10 ms. */
  lotsPerSlice: 2_000,
  /** For closing the list, which is one statement however long the list is. */
  freezeMs: 120_000,
  /** Numbers written by one statement, well within its time also on a busy machine. */
  numbersPerStatement: 5_000,
  /** How far back the pace of the queue is measured. */
  flowWindowMs: 90_000,
  /** Those who have been let in ask so often how long they have left. */
  insidePauseMs: 10_000,
  closedPauseMs: 30_000,
  /** A queue that load has opened stays open at least so long. */
  loadStaysMs: 60_000,
  challenge: {
    /** Joins a second of one event, lasting, from which on every place costs work. */
    joinsPerSecond: 50,
    joinsBurst: 500,
    /** Numbers to try: half of it on average, a second of a phone. */
    maxnumber: 100_000,
    seconds: 300,
  },
  /** Joins of one network before each costs work, and before it has to wait: a school or a mobile network is one, too. */
  joinsPerAddress: { burst: 30, perSecond: 0.5 },
  joinsPerAddressEver: { burst: 2_000, perSecond: 5 },
  /** Looks of one visitor: a page in a few tabs, not a program. */
  looksPerVisitor: { burst: 30, perSecond: 1 },
} as const
