import { createHmac, timingSafeEqual } from 'node:crypto'
import { isUuid } from '../ids.ts'
import { guestLimits } from '../limits/guest-limits.ts'
import { createRecent } from './recent.ts'

/** A guest: a signed cookie and nothing else. No row is written before the guest holds something. */
export interface Guest {
  readonly id: string
  readonly issuedAtMs: number
}

export interface Guests {
  /** A guest whose cookie was checked before, at once; undefined: it has to be checked. */
  known(cookie: string): Guest | undefined
  /** `null` for a cookie that is forged, garbled or too old. */
  check(cookie: string): Guest | null
  /** The cookie's value for a new guest, or for one whose cookie is getting old. */
  issue(id: string): string
}

export const GUEST_COOKIE = 'fh_guest'

/** The protected header of every cookie, and the only one that is believed: what it says is not up to the client. */
const HEADER = Buffer.from('{"alg":"HS256"}').toString('base64url')

/**
 * The cookie is a compact JWS (RFC 7515, HS256) of `{ sub, iat }`. Signing one takes 5 µs here; a library that signs by promises
 * on other threads took 45 µs, more than the rest of a newcomer's hold (measured 2026-11). A checked cookie is remembered: after
 * the first request of a guest it is one look-up in a Map.
 */
export function createGuests(key: Uint8Array, now: () => number = Date.now): Guests {
  const checked = createRecent<Guest>(guestLimits.rememberedCookies)

  const isOver = (guest: Guest) => guest.issuedAtMs + guestLimits.cookieSeconds * 1000 <= now()
  const sign = (text: string) => createHmac('sha256', key).update(text).digest()

  /** What a cookie says, if it was signed here. */
  function payloadOf(cookie: string): { sub?: unknown; iat?: unknown } | null {
    const [header, payload, signature, more] = cookie.split('.')
    if (header !== HEADER || !payload || !signature || more !== undefined) return null
    const ours = sign(`${header}.${payload}`)
    const theirs = Buffer.from(signature, 'base64url')
    if (theirs.length !== ours.length || !timingSafeEqual(theirs, ours)) return null
    return JSON.parse(Buffer.from(payload, 'base64url').toString())
  }

  return {
    known(cookie) {
      const guest = checked.get(cookie)
      return guest === undefined || isOver(guest) ? undefined : guest
    },

    check(cookie) {
      if (cookie.length > guestLimits.cookieCharacters) return null
      const payload = payloadOf(cookie)
      if (typeof payload?.sub !== 'string' || !isUuid(payload.sub) || typeof payload.iat !== 'number')
        return null
      const guest = { id: payload.sub, issuedAtMs: payload.iat * 1000 }
      if (isOver(guest)) return null
      checked.set(cookie, guest)
      return guest
    },

    issue(id) {
      const iat = Math.floor(now() / 1000)
      const payload = Buffer.from(JSON.stringify({ sub: id, iat })).toString('base64url')
      const text = `${HEADER}.${payload}`
      const cookie = `${text}.${sign(text).toString('base64url')}`
      checked.set(cookie, { id, issuedAtMs: iat * 1000 })
      return cookie
    },
  }
}
