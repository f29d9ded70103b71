import { betterAuth } from 'better-auth'
import { bearer } from 'better-auth/plugins'
import { accountLimits } from '../limits/account-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { askedIn } from './asked-in.ts'
import type { AccountMail } from './mail.ts'
import { deriveKey } from './secret.ts'

export interface AuthOptions {
  pool: Pool
  secret: string
  /** Where customers reach this server, without a trailing slash. */
  url: string
  uuid: () => string
  mail: AccountMail
  log: { error(fields: object, message: string): void }
}

export type Auth = ReturnType<typeof createAuth>

/**
 * Accounts with e-mail address and password. The library keeps users, passwords and sessions; around it we limit
 * rates, check origins and validate bodies ourselves (http/accounts.ts), so its own versions of these are off.
 */
export function createAuth(options: AuthOptions) {
  const { pool, url, mail, log } = options
  return betterAuth({
    appName: 'Fullhouse',
    baseURL: url,
    basePath: '/api/auth',
    secret: Buffer.from(deriveKey(options.secret, 'sessions')).toString('hex'),
    database: pool,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      level: 'error',
      // Its messages may name people, so only what failed is passed on.
      log: (_level, _message, ...details) => {
        const err = details.find((detail) => detail instanceof Error)
        if (err) log.error({ err }, 'accounts: an operation failed')
      },
    },
    // Anything but a refusal is thrown to us: a lost database is 503 here as everywhere.
    onAPIError: { throw: true },
    advanced: {
      cookiePrefix: 'fh',
      useSecureCookies: url.startsWith('https:'),
      disableCSRFCheck: true,
      database: { generateId: () => options.uuid(), validateSchema: false },
    },
    plugins: [bearer()],
    emailAndPassword: {
      enabled: true,
      minPasswordLength: accountLimits.passwordMinCharacters,
      maxPasswordLength: accountLimits.passwordMaxCharacters,
      resetPasswordTokenExpiresIn: accountLimits.resetSeconds,
      revokeSessionsOnPasswordReset: true,
      async sendResetPassword({ user, token }) {
        // The link is made when the mail is sent, with our own address: a forged Host header must not send the token elsewhere.
        await mail.sendPasswordReset({
          name: user.name,
          email: user.email,
          token,
          expiresAt: new Date(Date.now() + accountLimits.resetSeconds * 1000),
          locale: askedIn.getStore() ?? '',
        })
      },
    },
    session: {
      modelName: 'sessions',
      expiresIn: accountLimits.sessionSeconds,
      updateAge: accountLimits.sessionRenewSeconds,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        phone: { type: 'string', required: false },
        role: { type: 'string', required: false, defaultValue: 'customer', input: false },
      },
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      // A copy of the database must not be enough to set somebody's password.
      storeIdentifier: 'hashed',
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
  })
}
