import type { FastifyRequest } from 'fastify'
import type { RefusalOf } from '../../contract/refusals.ts'
import { createRecent } from '../accounts/recent.ts'
import type { Outcome } from '../domain/outcome.ts'
import { rateLimits } from '../limits/request-limits.ts'
import type { Identity } from './identity.ts'
import { createLimiter, networkOf, type Rate } from './rate-limits.ts'

type RateLimited = RefusalOf<'RATE_LIMITED'>

/**
 * Who tries codes that do not exist is slowed down; who uses their own is not. A wrong guess is counted after the fact, and
 * whoever has no guess left is refused before the next one is looked at, so that a right one tells them nothing either.
 */
export interface CodeGuesses {
  /** Runs an act that comes with a code; `code` undefined: it comes without, and is run as it is. */
  judge<T, R extends { readonly code: string }>(
    who: { identity: Identity; request: FastifyRequest },
    code: string | undefined,
    act: () => Outcome<T, R> | Promise<Outcome<T, R>>,
  ): Outcome<T, R | RateLimited> | Promise<Outcome<T, R | RateLimited>>
}

export function createCodeGuesses(enabled: boolean, now: () => number = Date.now): CodeGuesses {
  const byCustomer = createFailures(rateLimits.codes.customer, now)
  const byAddress = createFailures(rateLimits.codes.address, now)

  return {
    judge({ identity, request }, code, act) {
      if (code === undefined || !enabled) return act()
      const network = networkOf(request.ip)
      const retryAfterSeconds = Math.max(
        byCustomer.waitSeconds(identity.customerId),
        byAddress.waitSeconds(network),
      )
      if (retryAfterSeconds > 0) return { ok: false, refusal: { code: 'RATE_LIMITED', retryAfterSeconds } }
      return Promise.resolve(act()).then((outcome) => {
        if (!outcome.ok && outcome.refusal.code === 'INVALID_CODE') {
          byCustomer.failed(identity.customerId)
          byAddress.failed(network)
        }
        return outcome
      })
    },
  }
}

/** A limiter that is asked before, and told after. */
function createFailures(rate: Rate, now: () => number) {
  const limit = createLimiter(rate, now)
  const waitingUntilMs = createRecent<number>(rateLimits.keysRemembered)
  return {
    waitSeconds: (key: string) => Math.max(0, Math.ceil(((waitingUntilMs.get(key) ?? 0) - now()) / 1000)),
    failed(key: string): void {
      const seconds = limit(key)
      if (seconds > 0) waitingUntilMs.set(key, now() + seconds * 1000)
    },
  }
}
