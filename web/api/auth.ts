/** Accounts: the few better-auth endpoints the shop uses, over plain fetch. */

import { forgetOwnThings } from '../offline/service-worker.ts'

export interface Account {
  id: string
  name: string
  email: string
  phone: string | null
}

/** A refusal of the accounts endpoints in words for the person, and which field it belongs to. */
export interface AuthRefusal {
  field: 'email' | 'password' | null
  text: string
}

export type AuthReply<T> = { ok: true; value: T } | { ok: false; refusal: AuthRefusal }

/** Codes as better-auth names them; whatever is not here is told in general words. */
const refusals: Record<string, AuthRefusal> = {
  INVALID_EMAIL_OR_PASSWORD: {
    field: 'password',
    text: 'E-mail and password do not match. Check both, or reset the password.',
  },
  USER_ALREADY_EXISTS: {
    field: 'email',
    text: 'There is already an account with this e-mail. Sign in instead.',
  },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: {
    field: 'email',
    text: 'There is already an account with this e-mail. Sign in instead.',
  },
  INVALID_EMAIL: { field: 'email', text: 'This does not look like an e-mail address.' },
  PASSWORD_TOO_SHORT: { field: 'password', text: 'The password is too short. Use at least 8 characters.' },
  PASSWORD_TOO_LONG: { field: 'password', text: 'The password is too long. Use at most 128 characters.' },
  INVALID_PASSWORD: { field: 'password', text: 'This password cannot be used. Choose another.' },
  INVALID_TOKEN: { field: null, text: 'This link has been used or is too old. Ask for a new one.' },
}

export const authRefusalOf = (status: number, code: string | undefined): AuthRefusal => {
  const known = code === undefined ? undefined : refusals[code]
  if (known) return known
  if (status === 0)
    return { field: null, text: 'The server could not be reached. Check the connection and try again.' }
  if (status === 429)
    return { field: null, text: 'Too many tries in a short time. Wait a minute, then try again.' }
  if (status === 401) return { field: null, text: 'You are signed out. Sign in again.' }
  return { field: null, text: 'That did not work. Try again in a moment.' }
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
}

export async function getAccount(): Promise<Account | null> {
  const reply = await call<{ user: User } | null>('GET', 'get-session')
  if (!reply.ok) throw new Error(reply.refusal.text)
  const user = reply.value?.user
  return user ? { id: user.id, name: user.name, email: user.email, phone: user.phone ?? null } : null
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
