/** What a run may be asked for. Kept apart from the schemas so that a browser need not load those. */
export const labRunLimits = {
  fewestBuyers: 10,
  /** What one machine makes without anybody noticing. */
  usualBuyers: 500,
  buyers: 20_000,
  /** Of the small house; larger ones are sample plans. */
  seats: 20,
  party: 10,
  seconds: 120,
  seed: 4_294_967_295,
} as const
