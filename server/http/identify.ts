import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieValue, setCookie } from '../accounts/cookies.ts'
import { GUEST_COOKIE, type Guest, type Guests } from '../accounts/guests.ts'
import type { Sessions, SignedIn } from '../accounts/sessions.ts'
import { guestLimits } from '../limits/guest-limits.ts'
import type { Identity } from './identity.ts'

export interface IdentifyOptions {
  guests: Guests
  sessions: Sessions
  uuid: () => string
  /** The public address is https: cookies are for it only. */
  secure: boolean
}

/** What the headers come to. `cookies` are to be set on the reply. */
export interface Recognised {
  /** `null`: a bearer token that is no session's. It was meant to be one, so nothing is done in a guest's name. */
  identity: Identity | null
  cookies: readonly string[]
}

const BEARER = 'bearer '

/**
 * Finds out who is asking from the guest cookie, the session cookie or a bearer token. For everyone seen lately that is
 * two look-ups and no promise. Newcomers become guests: they get a cookie, and no row anywhere.
 */
export function createIdentify({ guests, sessions, uuid, secure }: IdentifyOptions) {
  const { session: sessionCookie, dontRemember } = sessionCookies(secure)

  function recognise({ cookie, authorization }: IncomingHttpHeaders): Recognised | Promise<Recognised> {
    const isBearer = authorization?.slice(0, BEARER.length).toLowerCase() === BEARER
    const guestCookie = cookie === undefined ? undefined : cookieValue(cookie, GUEST_COOKIE)
    const credential = isBearer ? authorization : cookie && cookieValue(cookie, sessionCookie)

    const guest = guestCookie === undefined ? null : (guests.known(guestCookie) ?? guests.check(guestCookie))
    const user = credential === undefined ? null : sessions.known(credential)
    if (user !== undefined) return decide(guest, user, isBearer, [])

    // The slow way. The session is looked up by exactly the credential that it is remembered by, not by whatever else
    // the request carries: the answer for one must never be kept for the other.
    const headers = new Headers()
    if (isBearer) headers.set('authorization', credential!)
    else if (credential !== undefined) {
      const brief = cookie && cookieValue(cookie, dontRemember)
      headers.set('cookie', `${sessionCookie}=${credential}${brief ? `; ${dontRemember}=${brief}` : ''}`)
    }
    return sessions
      .verify(credential!, headers)
      .then((verified) => decide(guest, verified.user, isBearer, verified.cookies))
  }

  function decide(
    guest: Guest | null,
    user: SignedIn | null,
    isBearer: boolean,
    cookies: readonly string[],
  ): Recognised {
    if (user !== null) return { identity: signedIn(user, guest), cookies }
    if (isBearer) return { identity: null, cookies }
    if (guest === null) return newcomer(uuid(), cookies)
    if (guest.issuedAtMs + guestLimits.renewAfterSeconds * 1000 < Date.now())
      return newcomer(guest.id, cookies)
    return cookies.length === 0 ? recognisedGuest(guest) : { ...recognisedGuest(guest), cookies }
  }

  function newcomer(id: string, cookies: readonly string[]): Recognised {
    const cookie = setCookie(GUEST_COOKIE, guests.issue(id), guestLimits.cookieSeconds, secure)
    return { identity: guestIdentity(id), cookies: [...cookies, cookie] }
  }

  return {
    recognise,

    /** `null`: the request carries a bearer token that is no session's. */
    identify(request: FastifyRequest, reply: FastifyReply): Identity | null | Promise<Identity | null> {
      const recognised = recognise(request.raw.headers)
      if (!(recognised instanceof Promise)) return apply(recognised, reply)
      return recognised.then((settled) => apply(settled, reply))
    },
  }
}

function apply({ identity, cookies }: Recognised, reply: FastifyReply): Identity | null {
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  return identity
}

/** One object for each guest, made when the cookie is first seen and kept with it. */
const recognisedGuests = new WeakMap<Guest, Recognised>()

function recognisedGuest(guest: Guest): Recognised {
  const kept = recognisedGuests.get(guest)
  if (kept) return kept
  const made = { identity: guestIdentity(guest.id), cookies: [] }
  recognisedGuests.set(guest, made)
  return made
}

function guestIdentity(id: string): Identity {
  return { customerId: id, guestId: id, customerIds: [id] }
}

function signedIn(user: SignedIn, guest: Guest | null): Identity {
  if (guest === null) return { customerId: user.id, user, customerIds: [user.id] }
  return { customerId: user.id, guestId: guest.id, user, customerIds: [user.id, guest.id] }
}

/** The cookies' names as the accounts library forms them. */
export function sessionCookies(secure: boolean): { session: string; dontRemember: string } {
  const prefix = secure ? '__Secure-fh.' : 'fh.'
  return { session: `${prefix}session_token`, dontRemember: `${prefix}dont_remember` }
}
