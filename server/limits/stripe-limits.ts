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
