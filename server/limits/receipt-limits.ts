export const receiptLimits = {
  /** Orders of one round of the job. */
  batch: 100,
  pauseMs: 30_000,
} as const
