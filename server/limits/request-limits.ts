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
