import type { SignedIn } from '../accounts/sessions.ts'
import { type Refused, refuse } from '../domain/outcome.ts'

/** Who sends a request, as the server itself knows it. Nothing a client says about itself is part of it. */
export interface Identity {
  /** Who places holds and orders: the account when signed in, else the guest. */
  readonly customerId: string
  readonly guestId?: string
  readonly user?: SignedIn
  /** All ids whose things the caller may see: the account's, and the guest's of the same browser. */
  readonly customerIds: readonly string[]
}

/** `null` for an organiser; else why not. */
export function requireOrganiser(
  identity: Identity,
): Refused<{ readonly code: 'UNAUTHENTICATED' } | { readonly code: 'FORBIDDEN' }> | null {
  if (identity.user === undefined) return refuse({ code: 'UNAUTHENTICATED' })
  if (identity.user.role !== 'organiser') return refuse({ code: 'FORBIDDEN' })
  return null
}
