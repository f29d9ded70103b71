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
