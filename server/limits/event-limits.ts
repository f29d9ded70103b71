export const eventLimits = {
  /** Ids by slug, remembered so that finding an event costs no query. */
  slugs: 10_000,
  /** Plan documents kept ready to send, compressed. The largest is about 10 MB of JSON, 1 MB compressed. */
  plans: 100,
  planRequestBytes: 32 * 1024 * 1024,
  /** A sitemap file may name 50,000 addresses (sitemaps.org). */
  sitemapEvents: 49_000,
  /** Seat indexes of one event, those that its plan no longer has included: an index is never given out again. */
  placesEver: 400_000,
  /** Stretches of places of one category and area in a plan's layout. A sane plan has tens of them. */
  layoutStretches: 2_000,
  /** Tries of a change of plan, when another change of the same event comes first. */
  planChangeTries: 3,
} as const
