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
