import { type TSchema, Type } from 'typebox'
import type { Auth } from '../accounts/auth.ts'
import { accountLimits } from '../limits/account-limits.ts'
import type { AccountAct } from './rate-limits.ts'

/** The accounts library's endpoints that exist here. Whatever it has besides is not mounted. */
export interface AccountOperation {
  method: 'GET' | 'POST'
  path: string
  summary: string
  /** Known properties are checked here, so that the library never sees a form that it does not expect. */
  body?: TSchema
  call: keyof Auth['api']
  limit?: AccountAct
  /** Hashes a password, which is slow on purpose. */
  slow?: true
  /** The reply signs somebody in: a guest's things become theirs. */
  signsIn?: true
}

const email = Type.String({ minLength: 3, maxLength: 254 })
const name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
/** Its length is judged by the library, which has codes for it; this is only a bound. */
const password = Type.String({ maxLength: accountLimits.passwordMaxCharacters * 4 })
const phone = Type.Union([Type.String({ maxLength: 40, pattern: '^[0-9+()./ -]*$' }), Type.Null()])
const token = Type.String({ minLength: 1, maxLength: 200 })
const rememberMe = Type.Optional(Type.Boolean())

export const accountOperations: AccountOperation[] = [
  {
    method: 'POST',
    path: '/sign-up/email',
    summary: 'Create an account and sign in',
    body: Type.Object({ name, email, password, phone: Type.Optional(phone), rememberMe }),
    call: 'signUpEmail',
    limit: 'signUp',
    slow: true,
    signsIn: true,
  },
  {
    method: 'POST',
    path: '/sign-in/email',
    summary: 'Sign in',
    body: Type.Object({ email, password, rememberMe }),
    call: 'signInEmail',
    limit: 'signIn',
    slow: true,
    signsIn: true,
  },
  {
    method: 'POST',
    path: '/sign-out',
    summary: 'Sign out; the browser’s guest is forgotten too',
    call: 'signOut',
  },
  {
    method: 'GET',
    path: '/get-session',
    summary: 'The session and its account, or null; prolongs a session in use',
    call: 'getSession',
  },
  { method: 'GET', path: '/list-sessions', summary: 'Where the account is signed in', call: 'listSessions' },
  {
    method: 'POST',
    path: '/revoke-session',
    summary: 'End one session',
    body: Type.Object({ token }),
    call: 'revokeSession',
  },
  { method: 'POST', path: '/revoke-sessions', summary: 'Sign out everywhere', call: 'revokeSessions' },
  {
    method: 'POST',
    path: '/revoke-other-sessions',
    summary: 'Sign out everywhere else',
    call: 'revokeOtherSessions',
  },
  {
    method: 'POST',
    path: '/update-user',
    summary: 'Change name or phone',
    body: Type.Object(
      { name: Type.Optional(name), phone: Type.Optional(phone) },
      { additionalProperties: false },
    ),
    call: 'updateUser',
  },
  {
    method: 'POST',
    path: '/change-password',
    summary: 'Change the password',
    body: Type.Object({
      currentPassword: password,
      newPassword: password,
      revokeOtherSessions: Type.Optional(Type.Boolean()),
    }),
    call: 'changePassword',
    limit: 'signIn',
    slow: true,
  },
  {
    method: 'POST',
    path: '/request-password-reset',
    summary: 'Mail a link for a new password; the reply never tells whether the address has an account',
    body: Type.Object({ email }),
    call: 'requestPasswordReset',
    limit: 'reset',
  },
  {
    method: 'POST',
    path: '/reset-password',
    summary: 'Set a new password with the token of that link; ends all sessions',
    body: Type.Object({ token, newPassword: password }),
    call: 'resetPassword',
    limit: 'signIn',
    slow: true,
  },
]
