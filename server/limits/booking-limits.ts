export const bookingLimits = {
  /** The most that one list of a customer's own things shows. */
  listedHolds: 100,
  listedOrders: 500,
  listedTickets: 500,
  codesPerEvent: 1_000,
} as const
