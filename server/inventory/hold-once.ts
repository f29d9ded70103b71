import { refuse } from '../domain/outcome.ts'
import type { HoldOutcome, HoldRequest } from './hold-request.ts'
import type { RecentKeys } from './recent-keys.ts'
import type { Sale } from './sale.ts'

type Hold = (sale: Sale, request: HoldRequest) => HoldOutcome | Promise<HoldOutcome>

/** A claim as it is; under an Idempotency-Key only once, and whoever sends the key again gets the first answer. */
export function createHoldOnce(keys: RecentKeys, claim: Hold): Hold {
  async function claimOnce(
    sale: Sale,
    request: HoldRequest,
    key: string,
    hash: string,
  ): Promise<HoldOutcome> {
    const owner = sale.event.id + request.customerId
    // Nothing is awaited between finding the key new and remembering it: two retries at once cannot both be first.
    for (let found = keys.find(owner, key, hash); found !== undefined; found = keys.find(owner, key, hash)) {
      const before = await found
      if (before === 'other') return refuse({ code: 'IDEMPOTENCY_KEY_REUSED' })
      if (before !== null) return refuse({ code: 'DUPLICATE', hold: before })
    }
    const outcome = Promise.resolve(claim(sale, request))
    const holdId = outcome.then((settled) => (settled.ok ? settled.value.hold.id : null))
    keys.remember(owner, key, hash, holdId)
    return outcome
  }

  return (sale, request) => {
    const { key, hash } = request
    if (key === null || hash === null) return claim(sale, request)
    return claimOnce(sale, request, key, hash)
  }
}
