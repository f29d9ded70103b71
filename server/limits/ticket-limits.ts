export const ticketLimits = {
  /** Signed codes kept in memory, about 400 bytes each. */
  rememberedCodes: 20_000,
  /** How soon a server learns of a key that another one made, or a person withdrew. */
  renewKeysMs: 30_000,
  /** How long others may keep the public keys; a scanner that meets an unknown number asks at once. */
  publishedKeysSeconds: 300,
  /** The confirmation is sent again at most once in this time. */
  resendEverySeconds: 600,
  /** PDF files waiting to be drawn; at some 20 a second that is five seconds. */
  pdfsWaiting: 100,
  /** The thread that draws them ends when it had nothing to do for so long. */
  printerIdleMs: 60_000,
} as const
