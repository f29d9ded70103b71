import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { Find } from './judge.ts'

type Hold = LedgerDump['holds'][number]

/** What those who wait have, or are kept: a hold is all of it, so whatever else must be true of holds is judged there. */
export function judgeWaitlist(dump: LedgerDump, holds: ReadonlyMap<string, Hold>, find: Find): void {
  const active = new Set<string>()
  for (const { id, customerId, state, quantity, holdId } of dump.waitlist) {
    if (state === 'waiting' || state === 'gathering' || state === 'offered') {
      if (active.has(customerId)) find('waiting-twice', `customer ${customerId}, place ${id}`)
      active.add(customerId)
    }
    const hold = holdId === null ? undefined : holds.get(holdId)
    if (state === 'offered' || state === 'fulfilled') {
      if (hold?.customerId !== customerId)
        find('offer-differs', `place ${id}: hold ${holdId} is not its customer’s`)
      else if (hold.seats.length !== quantity)
        find('offer-differs', `place ${id}: ${hold.seats.length} seats for ${quantity}`)
    }
    if (state === 'gathering' && hold?.state === 'live') {
      if (hold.customerId !== id)
        find('offer-differs', `place ${id}: its gathered seats are ${hold.customerId}’s`)
      else if (hold.seats.length >= quantity)
        find('offer-differs', `place ${id}: ${hold.seats.length} seats are kept and not offered`)
    }
  }
}
