export const traceLimits = {
  sendEveryMs: 1_000,
  sendMs: 5_000,
  /** Spans that wait to be sent, about 500 bytes each; more are not kept. */
  waitingSpans: 8_192,
  tellFaultEveryMs: 60_000,
} as const
