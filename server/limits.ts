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
  /** How much later than the database we give up on a statement ourselves. */
  queryGraceMs: 2_000,
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
  /** A server that was killed a moment ago may still seem to hold the database. */
  soleUserWaitMs: 2_000,
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

export const liveLimits = {
  /** Open sockets of this process. Each costs about 20 KB here and in the kernel. */
  sockets: 20_000,
  /** Many people sit behind one address (a school, a mobile network). Lifted when rate limits are off. */
  socketsPerAddress: 500,
  /** Changes are gathered this long, then encoded once for all viewers: at most 20 frames a second. */
  gatherMs: 50,
  /** The first change after a quiet while waits only this long, so that what one click changes travels together. */
  quietGatherMs: 10,
  /** Sockets written to before everything else that waits gets a turn. */
  viewersPerSlice: 256,
  /** Recent changes kept for viewers that come back, of each event that is being watched. */
  ringChanges: 16_384,
  /** Unsent bytes of one socket beyond which it gets no more deltas, and a snapshot once it has caught up. */
  bufferedBytes: 256 * 1024,
  /** A socket that has not caught up after this long is closed. */
  slowMs: 20_000,
  heartbeatSeconds: 15,
  /** Heartbeats in a row that a socket may leave unanswered. */
  silentHeartbeats: 2,
  /** The longest thing that a client has to say is a resume. */
  messageBytes: 256,
  /** Messages a client may send at once, and after that each second. */
  messageBurst: 20,
  messagesPerSecond: 2,
  /** An event's ring is kept this long after its last viewer left, for those who come straight back. */
  emptyRoomMs: 60_000,
  closeMs: 5_000,
  /** Viewers of a server that goes down come back spread over this time. */
  reconnectSpreadMs: 5_000,
} as const
export type LiveLimits = { readonly [K in keyof typeof liveLimits]: number }

export const eventLimits = {
  /** Ids by slug, remembered so that finding an event costs no query. */
  slugs: 10_000,
  /** Plan documents kept ready to send, compressed. The largest is about 10 MB of JSON, 1 MB compressed. */
  plans: 100,
  planRequestBytes: 32 * 1024 * 1024,
} as const

export const httpLimits = {
  bodyBytes: {
    /** Read for organisers only, after their role is known. */
    createEvent: eventLimits.planRequestBytes,
    changeEvent: eventLimits.planRequestBytes,
    /** 10,000 seat ids of 100 characters, as the schema allows. */
    blockSeats: 2 * 1024 * 1024,
    /** A hundred seat ids and a buyer fit four times. */
    other: 64 * 1024,
  },
  headerBytes: 16 * 1024,
  /** Longer than any id, slug or asset name of ours. */
  pathParameterCharacters: 200,
  /** A whole request, headers and body, must have arrived by then; a slow loris goes away. */
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  /** Longer than the usual 60 s of a load balancer, so that it, not we, closes idle connections. */
  keepAliveTimeoutMs: 65_000,
  corsMaxAgeSeconds: 600,
  strictTransportSeconds: 365 * 24 * 3600,
} as const

export const guestLimits = {
  cookieSeconds: 180 * 24 * 3600,
  /** A guest who keeps coming back gets a fresh cookie when theirs is older than this. */
  renewAfterSeconds: 30 * 24 * 3600,
  /** Ours have about 180. */
  cookieCharacters: 400,
  /** Checked cookies kept in memory, about 500 bytes each. */
  rememberedCookies: 100_000,
} as const

export const accountLimits = {
  sessionSeconds: 30 * 24 * 3600,
  /** A session in use is prolonged at most once in this time. */
  sessionRenewSeconds: 24 * 3600,
  /** How long a session that was ended on another server, or in the database, may still work on this one. */
  sessionMemoryMs: 10_000,
  rememberedSessions: 50_000,
  passwordMinCharacters: 8,
  passwordMaxCharacters: 128,
  resetSeconds: 3600,
  /** Hashing a password takes about 60 ms of a core and 32 MB, and signing up keeps a connection meanwhile. */
  passwordsAtOnce: 3,
  passwordsWaiting: 200,
} as const
