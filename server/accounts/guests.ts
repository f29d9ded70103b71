import { CompactSign, compactVerify } from 'jose'
import { isUuid } from '../ids.ts'
import { guestLimits } from '../limits.ts'
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
  check(cookie: string): Promise<Guest | null>
  /** The cookie's value for a new guest, or for one whose cookie is getting old. */
  issue(id: string): Promise<string>
}

export const GUEST_COOKIE = 'fh_guest'

/**
 * The cookie is a compact JWS (HS256) of `{ sub, iat }`. Checking one takes about 30 µs and a turn of the event loop,
 * so a checked one is remembered: after the first request of a guest it is one look-up in a Map.
 */
export function createGuests(key: Uint8Array, now: () => number = Date.now): Guests {
  const checked = createRecent<Guest>(guestLimits.rememberedCookies)

  const isOver = (guest: Guest) => guest.issuedAtMs + guestLimits.cookieSeconds * 1000 <= now()

  return {
    known(cookie) {
      const guest = checked.get(cookie)
      return guest === undefined || isOver(guest) ? undefined : guest
    },

    async check(cookie) {
      if (cookie.length > guestLimits.cookieCharacters) return null
      let payload: { sub?: unknown; iat?: unknown }
      try {
        const verified = await compactVerify(cookie, key, { algorithms: ['HS256'] })
        payload = JSON.parse(new TextDecoder().decode(verified.payload))
      } catch {
        return null
      }
      if (typeof payload.sub !== 'string' || !isUuid(payload.sub) || typeof payload.iat !== 'number')
        return null
      const guest = { id: payload.sub, issuedAtMs: payload.iat * 1000 }
      if (isOver(guest)) return null
      checked.set(cookie, guest)
      return guest
    },

    async issue(id) {
      const iat = Math.floor(now() / 1000)
      const payload = new TextEncoder().encode(JSON.stringify({ sub: id, iat }))
      const cookie = await new CompactSign(payload).setProtectedHeader({ alg: 'HS256' }).sign(key)
      checked.set(cookie, { id, issuedAtMs: iat * 1000 })
      return cookie
    },
  }
}
