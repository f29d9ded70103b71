import { liveLimits } from '../../server/limits/live-limits.ts'
import { shutdownLimits } from '../../server/limits/shutdown-limits.ts'

/** The longest that a stop may take: the phases of server/start.ts, one after the other, each at its bound. */
export function stopBoundMs(): number {
  const { drainNoticeMs, inFlightMs, socketsMs, jobsMs, redisMs, poolMs, databaseMs } = shutdownLimits
  const readinessOff = drainNoticeMs + 1_000
  const [liveSockets, openConnections] = [socketsMs + liveLimits.moveMs, socketsMs]
  return readinessOff + inFlightMs + liveSockets + openConnections + jobsMs + redisMs + poolMs + databaseMs
}
