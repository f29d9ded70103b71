/** Bounds of what has to do with waitlists. */

export const waitlistLimits = {
  /** Places of one event. Each look at who fits reads all of them. */
  places: 5_000,
  /** Looks of one transaction, when passers-by claim what it was about to offer. */
  offerTries: 10,
  /** Joining in place of ordering, when a seat came free, and went, in between. */
  joinTries: 3,
  /** Positions are told at most so often; each time the whole list is read once. */
  tellMs: 1_000,
  /** How often an event that somebody waits for is looked through for holds that no server has ended. */
  tendMs: 5_000,
  /** Events of one round of that. */
  tendEvents: 1_000,
  /** Of an event, for its organiser; and of one customer's own. */
  listed: 10_000,
  listedOwn: 100,
} as const
