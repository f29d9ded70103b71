/**
 * Every bound of the server: queues, batches, loops, sizes, times. One group a concern, units last in the name.
 * A bound lives here so that it can be found, questioned and changed in one place; those of money are beside it, in
 * `payment-limits.ts`.
 */

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
  /** For others that came at the same time to give up. */
  lockWaitMs: 5_000,
  /** A server that was killed a moment ago may still seem to hold the database. */
  soleUserWaitMs: 2_000,
} as const

export const shutdownLimits = {
  /** Signals that come closer together than this are one. */
  sameSignalMs: 500,
  /** How long a load balancer is given to notice `/readyz` before connections are refused; 0 outside production. */
  drainNoticeMs: 1_000,
  inFlightMs: 10_000,
  pollMs: 10,
  socketsMs: 2_000,
  jobsMs: 5_000,
  redisMs: 1_000,
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
  /** For a socket to answer that it is being closed; less than the stop's phase of its name. */
  closeMs: 1_500,
  /** Viewers of a server that goes down come back spread over this time. */
  reconnectSpreadMs: 5_000,
  /** Where others can take them they are sent there one after the other instead: one in this time, all of them in the next. */
  moveEachMs: 2,
  moveMs: 5_000,
} as const
export type LiveLimits = { readonly [K in keyof typeof liveLimits]: number }

export const eventLimits = {
  /** Ids by slug, remembered so that finding an event costs no query. */
  slugs: 10_000,
  /** Plan documents kept ready to send, compressed. The largest is about 10 MB of JSON, 1 MB compressed. */
  plans: 100,
  planRequestBytes: 32 * 1024 * 1024,
  /** A sitemap file may name 50,000 addresses (sitemaps.org). */
  sitemapEvents: 49_000,
  /** Seat indexes of one event, those that its plan no longer has included: an index is never given out again. */
  placesEver: 400_000,
  /** Stretches of places of one category and area in a plan's layout. A sane plan has tens of them. */
  layoutStretches: 2_000,
  /** Tries of a change of plan, when another change of the same event comes first. */
  planChangeTries: 3,
} as const

export const listLimits = {
  /** Kinds of event, in each currency, that a list offers to be narrowed to; the most frequent ones. */
  choices: 100,
} as const

export const httpLimits = {
  bodyBytes: {
    /** Read for organisers only, after their role is known. */
    createEvent: eventLimits.planRequestBytes,
    changeEvent: eventLimits.planRequestBytes,
    /** 10,000 seat ids of 100 characters, as the schema allows. */
    blockSeats: 2 * 1024 * 1024,
    account: 8 * 1024,
    /** An event with its object; the largest are disputes, of some ten kilobytes. */
    stripeWebhook: 256 * 1024,
    /** A hundred seat ids and a buyer fit four times. */
    other: 64 * 1024,
  },
  headerBytes: 16 * 1024,
  /** A page with its numbers is as old as this at most. The live socket brings newer ones before anyone has read them. */
  pageCopyMs: 1_000,
  pageCopies: 200,
  /** Longer than any id, slug or asset name of ours. */
  pathParameterCharacters: 200,
  /** A whole request, headers and body, must have arrived by then; a slow loris goes away. */
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  /** Longer than the usual 60 s of a load balancer, so that it, not we, closes idle connections. */
  keepAliveTimeoutMs: 65_000,
  corsMaxAgeSeconds: 600,
  strictTransportSeconds: 365 * 24 * 3600,
  /** Files whose names carry a hash of what is in them never change. */
  hashedFileSeconds: 365 * 24 * 3600,
  /** Other files of the web app: icons, artwork. */
  plainFileSeconds: 3600,
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
  sweepEveryMs: 3_600_000,
  sweepRows: 10_000,
  /** Hashing a password takes about 60 ms of a core and 32 MB, and signing up keeps a connection meanwhile. */
  passwordsAtOnce: 3,
  passwordsWaiting: 200,
} as const

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

export const ticketLimits = {
  /** Signed codes kept in memory, about 400 bytes each. */
  rememberedCodes: 20_000,
  /** How soon a server learns of a key that another one made, or a person withdrew. */
  renewKeysMs: 30_000,
  /** How long others may keep the public keys; a scanner that meets an unknown number asks at once. */
  publishedKeysSeconds: 300,
  /** The confirmation is sent again at most once in this time. */
  resendEverySeconds: 600,
  /** PDF files waiting to be drawn; at some 20 a second that is five seconds. */
  pdfsWaiting: 100,
  /** The thread that draws them ends when it had nothing to do for so long. */
  printerIdleMs: 60_000,
} as const

export const stripeLimits = {
  /** One try of a call. Capturing takes a second or two when a bank is slow. */
  timeoutMs: 8_000,
  /** Further tries when there was no answer. With the pauses between them a call ends within 20 s, sooner than its request. */
  retries: 1,
  /** Keys of one act, each used when Stripe has kept a failure under the one before. */
  keysPerAct: 5,
  /** Refunds of one payment that are looked through for one of ours. Stripe gives at most 100 at a time. */
  refundsListed: 100,
  /** How old a signature may be: what Stripe's own libraries allow. */
  signatureToleranceSeconds: 300,
} as const

const minutes = 60

/** Many at once is a busy venue or a lively page; many all the time is a program. */
export const rateLimits = {
  /** Keys that each limiter remembers, about 150 bytes each. */
  keysRemembered: 100_000,
  /**
   * One address may be a venue, a school or a mobile network: thousands of phones that open the sale in the same
   * minute, each reading a dozen things and writing three or four.
   */
  addressReads: { burst: 20_000, perSecond: 400 },
  addressWrites: { burst: 5_000, perSecond: 100 },
  /** One person, clicking as fast as they can, with the page reading along. */
  customerReads: { burst: 200, perSecond: 20 },
  customerWrites: { burst: 60, perSecond: 3 },
  /** Stripe sends several events for each payment, in a rush all at once; checking a signature takes microseconds. */
  webhooks: { burst: 10_000, perSecond: 500 },
  /** Codes that do not exist, tried one after the other. Six letters and digits are two thousand million codes. */
  codes: {
    customer: { burst: 10, perSecond: 1 / 30 },
    address: { burst: 100, perSecond: 1 / 5 },
  },
  accounts: {
    signIn: {
      address: { burst: 200, perSecond: 2 },
      email: { burst: 50, perSecond: 50 / (10 * minutes) },
      both: { burst: 10, perSecond: 10 / (10 * minutes) },
    },
    signUp: {
      address: { burst: 100, perSecond: 0.5 },
      email: { burst: 10, perSecond: 10 / (60 * minutes) },
      both: { burst: 5, perSecond: 5 / (60 * minutes) },
    },
    reset: {
      address: { burst: 20, perSecond: 20 / (10 * minutes) },
      // Each one is a mail in somebody's inbox.
      email: { burst: 5, perSecond: 5 / (60 * minutes) },
      both: { burst: 3, perSecond: 3 / (60 * minutes) },
    },
  },
} as const

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

export const receiptLimits = {
  /** Orders of one round of the job. */
  batch: 100,
  pauseMs: 30_000,
} as const

export const backupLimits = {
  /** Rows of one batch, and its size as text beyond which the next one is smaller. */
  rowsMax: 2_000,
  batchCharacters: 256 * 1024,
  /** How long the disk that is written to may stand still. */
  stallMs: 10 * 60_000,
} as const

export const traceLimits = {
  sendEveryMs: 1_000,
  sendMs: 5_000,
  /** Spans that wait to be sent, about 500 bytes each; more are not kept. */
  waitingSpans: 8_192,
  tellFaultEveryMs: 60_000,
} as const

export const bookingLimits = {
  /** The most that one list of a customer's own things shows. */
  listedHolds: 100,
  listedOrders: 500,
  listedTickets: 500,
  codesPerEvent: 1_000,
} as const

export const mailLimits = {
  /** Sent at the same time, over as many connections. One batch: a mail waits for nobody once it is taken. */
  batch: 5,
  /** A mail server may take its time, but not longer: connecting, its greeting, silence in the middle, all of it. */
  connectMs: 10_000,
  greetingMs: 10_000,
  silenceMs: 20_000,
  sendMs: 60_000,
  /** Longer than sending can take: after it, whoever had taken the mail is gone. */
  leaseMs: 3 * 60_000,
  /** A mail that was being sent when its server died is sent again. If the next one dies with it, never more. */
  interruptsMax: 1,
  /** Pauses between tries: half a minute, then four times as long each time, at most six hours; half of it at random. */
  retryFirstMs: 30_000,
  retryFactor: 4,
  retryMaxMs: 6 * 3_600_000,
  /** About a day and a half. */
  triesMax: 9,
  /** How long a server may not notice a mail that another one has put into the outbox. */
  pollMs: 10_000,
  /** After a fault of the database. */
  faultPauseMs: 5_000,
  /** Mails that are kept by one statement, where there is no mail server. */
  keepRows: 500,
  /** Beyond that it does not matter how many are waiting. */
  countedDue: 10_000,
  errorCharacters: 500,
  /** QR codes in one mail. */
  codesShown: 6,
  /** Sent and kept mails are deleted after 30 days, given up ones after 90. */
  doneSeconds: 30 * 24 * 3600,
  givenUpSeconds: 90 * 24 * 3600,
  sweepRows: 5_000,
  /** Reminders come a day before. Who ordered less than a day and a half before the event needs none. */
  reminderBeforeSeconds: 24 * 3600,
  reminderOrderedBeforeSeconds: 36 * 3600,
  reminderRows: 1_000,
  tendEveryMs: 600_000,
  /** What is put into the outbox at about the same time is taken together. */
  gatherMs: 50,
  listed: 50,
} as const
