export const backupLimits = {
  /** Rows of one batch, and its size as text beyond which the next one is smaller. */
  rowsMax: 2_000,
  batchCharacters: 256 * 1024,
  /** How long the disk that is written to may stand still. */
  stallMs: 10 * 60_000,
} as const
