import { createRecent } from '../accounts/recent.ts'
import { rateLimits } from '../limits/request-limits.ts'

/** So many at once, and so many a second after that. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** Counts one use of a key; the answer is 0, or the seconds after which the next one will do. */
export type Limiter = (key: string) => number

/**
 * A token bucket for each key, kept as one number: the moment at which the bucket is full again (GCRA). Synchronous,
 * about 0.2 µs a use, and bounded: under an attack from more keys than are kept, the oldest are forgotten, which lets
 * those through rather than shutting buyers out.
 */
export function createLimiter(rate: Rate, now: () => number = Date.now): Limiter {
  const fullAtMs = createRecent<number>(rateLimits.keysRemembered)
  const msEach = 1000 / rate.perSecond
  const msBurst = msEach * rate.burst

  return (key) => {
    const ms = now()
    const full = Math.max(fullAtMs.get(key) ?? 0, ms) + msEach
    const excessMs = full - ms - msBurst
    if (excessMs > 0) return Math.ceil(excessMs / 1000)
    fullAtMs.set(key, full)
    return 0
  }
}

/** The part of an address that belongs to one customer: all of IPv4, the network half of IPv6. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  const [head = '', tail] = address.split('%', 1)[0]!.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail ? tail.split(':') : []
  const groups =
    tail === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill('0'), ...last]
  return groups.slice(0, 4).join(':')
}

export interface RequestLimits {
  /** By address, before anything of the request is read. */
  address(address: string, isWrite: boolean): number
  /** By guest or account. */
  customer(customerId: string, isWrite: boolean): number
}

/** `limiter` makes those of writes, which are counted over all servers where there are several (shared-limits.ts). */
export function createRequestLimits(
  now?: () => number,
  limiter: (name: string, rate: Rate) => Limiter = (_name, rate) => createLimiter(rate, now),
): RequestLimits {
  const addressReads = createLimiter(rateLimits.addressReads, now)
  const addressWrites = limiter('address-writes', rateLimits.addressWrites)
  const customerReads = createLimiter(rateLimits.customerReads, now)
  const customerWrites = limiter('customer-writes', rateLimits.customerWrites)
  return {
    address: (address, isWrite) => (isWrite ? addressWrites : addressReads)(networkOf(address)),
    customer: (customerId, isWrite) => (isWrite ? customerWrites : customerReads)(customerId),
  }
}

export type AccountAct = keyof typeof rateLimits.accounts

/** Counts one use of each key; resolves to 0, or to the seconds to wait. Never rejects. */
export type AccountLimit = (act: AccountAct, address: string, email: string) => Promise<number>

/**
 * Signing in, signing up and asking for a new password. By address, so that one machine cannot try many accounts; by
 * e-mail address, so that many machines cannot try one; and by both, which is the strictest and locks nobody out of
 * their own account from their own place. `everywhere` counts over all servers, after each has counted by itself.
 */
export function createAccountLimits(
  now?: () => number,
  everywhere?: (name: string, rate: Rate) => (key: string) => Promise<number>,
): AccountLimit {
  const limitOf = (name: string, rate: Rate) => {
    const here = createLimiter(rate, now)
    const shared = everywhere?.(name, rate)
    return async (key: string) => here(key) || (await shared?.(key)) || 0
  }
  const limiters = Object.fromEntries(
    Object.entries(rateLimits.accounts).map(([act, { address, email, both }]) => [
      act,
      {
        address: limitOf(`${act}-address`, address),
        email: limitOf(`${act}-email`, email),
        both: limitOf(`${act}-both`, both),
      },
    ]),
  ) as Record<AccountAct, Record<'address' | 'email' | 'both', (key: string) => Promise<number>>>

  return async (act, address, email) => {
    const network = networkOf(address)
    const person = email.toLowerCase()
    const { address: byAddress, both, email: byEmail } = limiters[act]
    return (await byAddress(network)) || (await both(`${network} ${person}`)) || (await byEmail(person))
  }
}
