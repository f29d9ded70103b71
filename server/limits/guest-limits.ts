export const guestLimits = {
  cookieSeconds: 180 * 24 * 3600,
  /** A guest who keeps coming back gets a fresh cookie when theirs is older than this. */
  renewAfterSeconds: 30 * 24 * 3600,
  /** Ours have about 180. */
  cookieCharacters: 400,
  /** Checked cookies kept in memory, about 500 bytes each. */
  rememberedCookies: 100_000,
} as const
