import { createRecent } from '../accounts/recent.ts'
import { rateLimits } from '../limits.ts'

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

export function createRequestLimits(now?: () => number): RequestLimits {
  const addressReads = createLimiter(rateLimits.addressReads, now)
  const addressWrites = createLimiter(rateLimits.addressWrites, now)
  const customerReads = createLimiter(rateLimits.customerReads, now)
  const customerWrites = createLimiter(rateLimits.customerWrites, now)
  return {
    address: (address, isWrite) => (isWrite ? addressWrites : addressReads)(networkOf(address)),
    customer: (customerId, isWrite) => (isWrite ? customerWrites : customerReads)(customerId),
  }
}

export type AccountAct = keyof typeof rateLimits.accounts

/**
 * Signing in, signing up and asking for a new password. By address, so that one machine cannot try many accounts; by
 * e-mail address, so that many machines cannot try one; and by both, which is the strictest and locks nobody out of
 * their own account from their own place.
 */
export function createAccountLimits(now?: () => number) {
  const limiters = Object.fromEntries(
    Object.entries(rateLimits.accounts).map(([act, { address, email, both }]) => [
      act,
      {
        address: createLimiter(address, now),
        email: createLimiter(email, now),
        both: createLimiter(both, now),
      },
    ]),
  ) as Record<AccountAct, Record<'address' | 'email' | 'both', Limiter>>

  return (act: AccountAct, address: string, email: string): number => {
    const network = networkOf(address)
    const person = email.toLowerCase()
    const { address: byAddress, both, email: byEmail } = limiters[act]
    return byAddress(network) || both(`${network} ${person}`) || byEmail(person)
  }
}
