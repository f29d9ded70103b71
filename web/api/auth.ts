/** Accounts: the few better-auth endpoints the shop uses, over plain fetch. */

import { nextTurn } from '../clock/next-turn.ts'
import { forgetOwnThings } from '../offline/service-worker.ts'

export interface Account {
  id: string
  name: string
  email: string
  phone: string | null
  isOrganiser: boolean
}

/** Why the accounts endpoints refused; `account.refusals` in the catalogs says each of them. */
export type AuthFault =
  | 'noMatch'
  | 'emailTaken'
  | 'wrongEmail'
  | 'shortPassword'
  | 'longPassword'
  | 'badPassword'
  | 'oldLink'
  | 'unreachable'
  | 'tooOften'
  | 'signedOut'
  | 'other'

/** A refusal of the accounts endpoints, and which field it belongs to. */
export interface AuthRefusal {
  field: 'email' | 'password' | null
  fault: AuthFault
}

export type AuthReply<T> = { ok: true; value: T } | { ok: false; refusal: AuthRefusal }

/** Codes as better-auth names them; whatever is not here is told in general words. */
const refusals: Record<string, AuthRefusal> = {
  INVALID_EMAIL_OR_PASSWORD: { field: 'password', fault: 'noMatch' },
  USER_ALREADY_EXISTS: { field: 'email', fault: 'emailTaken' },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: { field: 'email', fault: 'emailTaken' },
  INVALID_EMAIL: { field: 'email', fault: 'wrongEmail' },
  PASSWORD_TOO_SHORT: { field: 'password', fault: 'shortPassword' },
  PASSWORD_TOO_LONG: { field: 'password', fault: 'longPassword' },
  INVALID_PASSWORD: { field: 'password', fault: 'badPassword' },
  INVALID_TOKEN: { field: null, fault: 'oldLink' },
}

export const authRefusalOf = (status: number, code: string | undefined): AuthRefusal => {
  const known = code === undefined ? undefined : refusals[code]
  if (known) return known
  if (status === 0) return { field: null, fault: 'unreachable' }
  if (status === 429) return { field: null, fault: 'tooOften' }
  return { field: null, fault: status === 401 ? 'signedOut' : 'other' }
}

async function call<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<AuthReply<T>> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    const value = text === '' ? null : JSON.parse(text)
    if (response.ok) return { ok: true, value: value as T }
    return { ok: false, refusal: authRefusalOf(response.status, value?.code) }
  } catch {
    return { ok: false, refusal: authRefusalOf(0, undefined) }
  }
}

interface User {
  id: string
  name: string
  email: string
  phone?: string | null
  role?: string
}

export async function getAccount(): Promise<Account | null> {
  await nextTurn()
  const reply = await call<{ user: User } | null>('GET', 'get-session')
  if (!reply.ok) throw new Error(`The account could not be read: ${reply.refusal.fault}`)
  const user = reply.value?.user
  if (!user) return null
  const { id, name, email, phone, role } = user
  return { id, name, email, phone: phone ?? null, isOrganiser: role === 'organiser' }
}

export const signUp = (input: { name: string; email: string; password: string }) =>
  call<unknown>('POST', 'sign-up/email', input)

export const signIn = (input: { email: string; password: string }) =>
  call<unknown>('POST', 'sign-in/email', input)

export function signOut() {
  forgetOwnThings()
  return call<unknown>('POST', 'sign-out', {})
}

export const signOutEverywhere = () => call<unknown>('POST', 'revoke-sessions', {})

export const updateProfile = (input: { name: string; phone: string | null }) =>
  call<unknown>('POST', 'update-user', input)

/** Always “done”, whether the address is known or not: nobody learns who has an account. */
export const requestPasswordReset = (email: string) =>
  call<unknown>('POST', 'request-password-reset', { email, redirectTo: '/reset-password' })

export const resetPassword = (input: { token: string; newPassword: string }) =>
  call<unknown>('POST', 'reset-password', input)
