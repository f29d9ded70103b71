import { createClient } from '../../contract/client.ts'
import type { Availability } from '../../contract/shapes/events.ts'
import type { LabOrder } from '../../contract/shapes/lab.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import { type House, readHouse } from '../crowd/house.ts'
import { granted } from '../stage/organiser.ts'

/** What the lab asks of a server in its own name, besides what its buyers ask. */
export interface LedgerAccess {
  house(): Promise<House>
  availability(): Promise<Availability>
  ledger(eventId: string): Promise<LedgerDump>
}

/** `headers` say who asks: an organiser's cookie, or a pass. Throws, with the server's own words, what it is refused. */
export function createLedgerAccess(
  { url, event }: Pick<LabOrder, 'url' | 'event'>,
  headers: Record<string, string>,
): LedgerAccess {
  const { origin } = new URL(url)
  const client = createClient(origin, (address, init) =>
    fetch(address, { ...init, headers: { ...(init.headers as Record<string, string>), origin, ...headers } }),
  )
  const params = { idOrSlug: event }
  return {
    house: async () => {
      const found = granted(await client.getEvent({ params }))
      if (found.status !== 'on_sale')
        throw new Error(`${found.slug} cannot be bought now: it is ${found.status}`)
      return readHouse(found, granted(await client.getPlan({ params })))
    },
    availability: async () => granted(await client.getAvailability({ params })),
    ledger: async (id) => granted(await client.dumpLedger({ params: { id } })),
  }
}
