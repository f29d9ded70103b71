import { ticketLimits } from '../limits/ticket-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { readTicketKeys } from './ticket-keys.ts'
import type { TicketSeal } from './ticket-seal.ts'

/**
 * Looks every half minute for what another server, or `npm run tickets`, did to the keys. In between, a new key is unknown
 * here: a code signed with it elsewhere is asked about again once it is known.
 */
export function startRenewingKeys(
  pool: Pool,
  sealingKey: Uint8Array,
  seal: TicketSeal,
  onFault: (error: unknown) => void,
): { stop(): Promise<void> } {
  let renewing = Promise.resolve()
  const timer = setInterval(() => {
    renewing = readTicketKeys(pool, sealingKey).then(
      (keys) => seal.renew(keys),
      (error) => onFault(error),
    )
  }, ticketLimits.renewKeysMs)
  return {
    async stop() {
      clearInterval(timer)
      await renewing
    },
  }
}
