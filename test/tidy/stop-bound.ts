import { shutdownLimits } from '../../server/limits.ts'

/** The longest that a stop may take: the phases of server/start.ts, one after the other, each at its bound. */
export function stopBoundMs(): number {
  const { drainNoticeMs, inFlightMs, socketsMs, jobsMs, poolMs, databaseMs } = shutdownLimits
  const [readinessOff, liveSockets, openConnections] = [drainNoticeMs + 1_000, socketsMs, socketsMs]
  return readinessOff + inFlightMs + liveSockets + openConnections + jobsMs + poolMs + databaseMs
}
