import { resolve } from 'node:path'
import type { TraceSettings } from './observe/send-traces.ts'
import { parseRedisUrl, type RedisTarget } from './redis/redis-url.ts'
import { parseDatabaseSettings } from './settings/database-settings.ts'
import { type MailSettings, parseMailSettings } from './settings/mail-settings.ts'
import { parseStripeSettings, type StripeSettings } from './settings/stripe-settings.ts'
import { parseTraceSettings } from './settings/trace-settings.ts'
import { parseWalletSettings, type WalletSettings } from './settings/wallet-settings.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What the environment asked for, read once at start and passed in; nothing else looks at `process.env`. */
export interface Config {
  port: number
  host: string
  /** Absolute. Holds the embedded database and nothing that matters when `databaseUrl` is set. */
  dataDir: string
  databaseUrl: string | null
  /** What several servers share a sale through; null: this one is alone. */
  redis: RedisTarget | null
  production: boolean
  /** Demo events, demo accounts and demo payments. */
  demo: boolean
  rateLimits: boolean
  /** Organisers may run the lab's crowds at this server. */
  lab: boolean
  /** Where customers reach this server, without a trailing slash; null: wherever the request says. */
  publicUrl: string | null
  /** Other origins whose pages may call the API. */
  origins: readonly string[]
  /** Signs cookies; null: one is made and kept in the database. */
  secret: string | null
  /** How many proxies, or which, may say who the client is. */
  trustProxy: false | number | readonly string[]
  /** Null: mail is kept for the organiser to read. */
  mail: MailSettings | null
  /** Null: nothing is paid through Stripe. */
  stripe: StripeSettings | null
  /** Apple and Google Wallet, each null unless it is configured. */
  wallets: WalletSettings
  /** Who receipts are from; null: the event's organiser. */
  seller: { name: string; address: string[]; taxId: string | null } | null
  /** Null: nothing is traced. */
  traces: TraceSettings | null
  logLevel: LogLevel
  /** Variables that look like ours and are not: a misspelt one would otherwise be ignored in silence. */
  unknownVariables: readonly string[]
}

export type ParsedConfig = { ok: true; config: Config } | { ok: false; faults: string[] }

const ours = new Set([
  'FULLHOUSE_DATA',
  'FULLHOUSE_DEMO',
  'FULLHOUSE_RATE_LIMITS',
  'FULLHOUSE_LAB',
  'FULLHOUSE_URL',
  'FULLHOUSE_ORIGINS',
  'FULLHOUSE_SECRET',
  'FULLHOUSE_TRUST_PROXY',
  'FULLHOUSE_LOG',
  'FULLHOUSE_SELLER',
  'FULLHOUSE_SELLER_ADDRESS',
  'FULLHOUSE_SELLER_TAX_ID',
])
const secretMinLength = 32
const proxyHopsMax = 10

/** Reads the environment. Every fault is listed, in words for whoever set the variables. */
export function parseConfig(env: Record<string, string | undefined>): ParsedConfig {
  const faults: string[] = []
  const read = (name: string): string | null => env[name]?.trim() || null
  const choice = <T>(name: string, choices: Record<string, T>, otherwise: T): T => {
    const value = read(name)
    if (value === null) return otherwise
    const chosen = choices[value.toLowerCase()]
    if (chosen !== undefined) return chosen
    faults.push(`${name} is "${value}"; it must be ${oneOf(Object.keys(choices))}.`)
    return otherwise
  }

  const production = read('NODE_ENV') === 'production'
  const demo = choice('FULLHOUSE_DEMO', { '1': true, '0': false }, !production)
  const config: Config = {
    port: parsePort(read('PORT'), faults),
    // Demo accounts have passwords that everybody knows, so a demo is for this machine unless HOST says otherwise.
    host: read('HOST') ?? (demo ? 'localhost' : '0.0.0.0'),
    dataDir: resolve(read('FULLHOUSE_DATA') ?? '.fullhouse'),
    databaseUrl: parseDatabaseUrl(read('DATABASE_URL'), faults),
    redis: parseRedisUrl(read('REDIS_URL'), faults),
    production,
    demo,
    rateLimits: choice('FULLHOUSE_RATE_LIMITS', { on: true, off: false }, true),
    lab: choice('FULLHOUSE_LAB', { '1': true, '0': false }, !production),
    publicUrl: parseOrigin('FULLHOUSE_URL', read('FULLHOUSE_URL'), faults),
    origins: list(read('FULLHOUSE_ORIGINS')).flatMap(
      (origin) => parseOrigin('FULLHOUSE_ORIGINS', origin, faults) ?? [],
    ),
    secret: parseSecret(read('FULLHOUSE_SECRET'), faults),
    trustProxy: parseTrustProxy(read('FULLHOUSE_TRUST_PROXY'), faults),
    mail: parseMailSettings(env, faults),
    stripe: parseStripeSettings(env, production, faults),
    wallets: parseWalletSettings(env, faults),
    seller: parseSeller(read, faults),
    traces: parseTraceSettings(env, faults),
    logLevel: choice(
      'FULLHOUSE_LOG',
      Object.fromEntries(logLevels.map((level) => [level, level])) as Record<string, LogLevel>,
      production ? 'info' : 'warn',
    ),
    unknownVariables: Object.keys(env).filter((name) => name.startsWith('FULLHOUSE_') && !ours.has(name)),
  }
  return faults.length === 0 ? { ok: true, config } : { ok: false, faults }
}

function parsePort(value: string | null, faults: string[]): number {
  if (value === null) return 3000
  const port = Number(value)
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port
  faults.push(`PORT is "${value}"; it must be a whole number from 0 (any free port) to 65535.`)
  return 3000
}

function parseDatabaseUrl(value: string | null, faults: string[]): string | null {
  return value !== null && parseDatabaseSettings(value, faults) !== null ? value : null
}

function parseOrigin(name: string, value: string | null, faults: string[]): string | null {
  if (value === null) return null
  const url = URL.parse(value)
  const bare = url && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  if (bare && (url.protocol === 'https:' || url.protocol === 'http:')) return url.origin
  faults.push(`${name} has "${value}"; it must be like https://tickets.example.com, without a path.`)
  return null
}

function parseSecret(value: string | null, faults: string[]): string | null {
  if (value === null || value.length >= secretMinLength) return value
  faults.push(
    `FULLHOUSE_SECRET has ${value.length} characters; it needs at least ${secretMinLength} random ones (for example from: openssl rand -base64 48).`,
  )
  return null
}

function parseTrustProxy(value: string | null, faults: string[]): Config['trustProxy'] {
  if (value === null || value.toLowerCase() === 'off' || value === '0') return false
  if (/^\d+$/.test(value)) {
    const hops = Number(value)
    if (hops <= proxyHopsMax) return hops
  }
  const addresses = list(value)
  if (
    addresses.every((address) =>
      /^(loopback|linklocal|uniquelocal|[\da-f:.]*[.:][\da-f:.]*(\/\d{1,3})?)$/i.test(address),
    )
  )
    return addresses
  faults.push(
    `FULLHOUSE_TRUST_PROXY is "${value}"; it must be off, the number of proxies in front (1 to ${proxyHopsMax}), or their addresses such as 10.0.0.0/8,loopback.`,
  )
  return false
}

/** The address is one line in the environment and several on paper: Drummond Street 12 | London NW1 */
function parseSeller(read: (name: string) => string | null, faults: string[]): Config['seller'] {
  const name = read('FULLHOUSE_SELLER')
  const address = read('FULLHOUSE_SELLER_ADDRESS')
  const taxId = read('FULLHOUSE_SELLER_TAX_ID')
  if (name === null) {
    if (address !== null || taxId !== null)
      faults.push('FULLHOUSE_SELLER is missing: the address and the tax id on receipts need a name.')
    return null
  }
  const lines = (address ?? '').split(/\s*(?:\||\r?\n|\\n)\s*/).filter((line) => line !== '')
  return { name, address: lines, taxId }
}

function list(value: string | null): string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function oneOf(names: string[]): string {
  return names.length === 2 ? `${names[0]} or ${names[1]}` : `one of ${names.join(', ')}`
}
