import { UnavailableFault } from '../domain/fault.ts'
import { accountLimits } from '../limits/account-limits.ts'
import type { Auth } from './auth.ts'
import { createRecent } from './recent.ts'

export interface SignedIn {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

export type Role = 'customer' | 'organiser'

/** What a session credential is worth. `cookies`: to be set on the reply, once, when the session was prolonged. */
export interface Verified {
  readonly user: SignedIn | null
  readonly cookies: readonly string[]
}

export interface Sessions {
  /** What was found out a moment ago; undefined: it has to be looked up. */
  known(credential: string): SignedIn | null | undefined
  verify(credential: string, headers: Headers): Promise<Verified>
  /** Forgets a user's sessions here; call it whenever one of them was ended or the user has changed. */
  forget(userId: string): void
  forgetAll(): void
}

interface Remembered {
  user: SignedIn | null
  untilMs: number
}

/**
 * Verified sessions, remembered for some seconds: a signed-in buyer in a rush costs one query in ten seconds, not one
 * a request. A session that ends on this server is forgotten at once; one that ends elsewhere, within that time.
 */
export function createSessions(auth: Auth, now: () => number = Date.now): Sessions {
  const remembered = createRecent<Remembered>(accountLimits.rememberedSessions)
  const underWay = new Map<string, Promise<Verified>>()
  // Grows when anything is forgotten. A look-up that began before must not bring back what was forgotten meanwhile.
  let epoch = 0

  async function lookUp(credential: string, headers: Headers): Promise<Verified> {
    const began = epoch
    const answer = await getSession(auth, headers)
    const found = answer?.response ?? null
    const user = found && {
      id: found.user.id,
      name: found.user.name,
      email: found.user.email,
      role: found.user.role === 'organiser' ? ('organiser' as const) : ('customer' as const),
    }
    const untilMs = Math.min(
      now() + accountLimits.sessionMemoryMs,
      found ? found.session.expiresAt.getTime() : Number.POSITIVE_INFINITY,
    )
    if (epoch === began) remembered.set(credential, { user, untilMs })
    return { user, cookies: answer?.headers.getSetCookie() ?? [] }
  }

  return {
    known(credential) {
      const entry = remembered.get(credential)
      return entry === undefined || entry.untilMs <= now() ? undefined : entry.user
    },

    verify(credential, headers) {
      const running = underWay.get(credential)
      if (running) return running
      const started = lookUp(credential, headers).finally(() => {
        if (underWay.get(credential) === started) underWay.delete(credential)
      })
      underWay.set(credential, started)
      return started
    },

    forget(userId) {
      epoch += 1
      underWay.clear()
      remembered.deleteWhere(({ user }) => user?.id === userId)
    },

    forgetAll() {
      epoch += 1
      underWay.clear()
      remembered.deleteWhere(() => true)
    },
  }
}

/** `null`: the session ended while it was being prolonged. */
async function getSession(auth: Auth, headers: Headers) {
  try {
    return await auth.api.getSession({ headers, returnHeaders: true })
  } catch (cause) {
    const status = cause instanceof Error && 'statusCode' in cause ? Number(cause.statusCode) : 0
    if (status === 401) return null
    // The library says "internal error" for a lost database and keeps the cause to itself.
    if (status >= 500) throw new UnavailableFault('the session could not be looked up', { cause })
    throw cause
  }
}
