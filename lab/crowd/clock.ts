/**
 * Milliseconds since `origin` (nanoseconds, of `process.hrtime`): the machine's own clock, which no correction of the time of day
 * moves, and which all processes of the machine share. `performance.now` begins anew with each of them.
 */
export function clockSince(origin: bigint): () => number {
  return () => Number(process.hrtime.bigint() - origin) / 1e6
}
