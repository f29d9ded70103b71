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
