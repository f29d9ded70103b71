import { readFileSync } from 'node:fs'

/** What passes for wallet apps are signed with. Null: that wallet is not offered. */
export interface WalletSettings {
  apple: AppleWalletSettings | null
  google: GoogleWalletSettings | null
}

/** PEM throughout. From the Apple Developer account: a Pass Type ID and its certificate. */
export interface AppleWalletSettings {
  passTypeId: string
  teamId: string
  certificate: string
  key: string
  keyPassphrase: string | null
  /** Apple's intermediate certificate (Worldwide Developer Relations). */
  wwdr: string
}

/** From Google's Pay & Wallet console and the key file of a service account that may issue there. */
export interface GoogleWalletSettings {
  issuerId: string
  clientEmail: string
  privateKey: string
}

type Env = Record<string, string | undefined>

const apple = [
  'APPLE_PASS_TYPE_ID',
  'APPLE_TEAM_ID',
  'APPLE_PASS_CERTIFICATE',
  'APPLE_PASS_KEY',
  'APPLE_WWDR_CERTIFICATE',
] as const
const google = ['GOOGLE_WALLET_ISSUER_ID', 'GOOGLE_WALLET_KEY_FILE'] as const

/** Reads the settings and the files that they name. Faults name variables and never repeat a secret. */
export function parseWalletSettings(env: Env, faults: string[]): WalletSettings {
  return { apple: parseApple(env, faults), google: parseGoogle(env, faults) }
}

function parseApple(env: Env, faults: string[]): AppleWalletSettings | null {
  const given = allOrNone(env, apple, 'Apple Wallet', faults)
  if (given === null) return null
  const [passTypeId, teamId, certificatePath, keyPath, wwdrPath] = given as [
    string,
    string,
    string,
    string,
    string,
  ]
  const read = (name: string, path: string, what: string) => {
    const text = readText(name, path, faults)
    if (text !== null && !text.includes(`-----BEGIN ${what}`) && !text.includes(`${what}-----`))
      faults.push(`${name} names a file that is no PEM ${what.toLowerCase()}.`)
    return text ?? ''
  }
  return {
    passTypeId,
    teamId,
    certificate: read('APPLE_PASS_CERTIFICATE', certificatePath, 'CERTIFICATE'),
    key: read('APPLE_PASS_KEY', keyPath, 'PRIVATE KEY'),
    keyPassphrase: env.APPLE_PASS_KEY_PASSPHRASE || null,
    wwdr: read('APPLE_WWDR_CERTIFICATE', wwdrPath, 'CERTIFICATE'),
  }
}

function parseGoogle(env: Env, faults: string[]): GoogleWalletSettings | null {
  const given = allOrNone(env, google, 'Google Wallet', faults)
  if (given === null) return null
  const [issuerId, keyPath] = given as [string, string]
  const text = readText('GOOGLE_WALLET_KEY_FILE', keyPath, faults)
  if (text === null) return null
  try {
    const { client_email: clientEmail, private_key: privateKey } = JSON.parse(text)
    if (typeof clientEmail === 'string' && typeof privateKey === 'string')
      return { issuerId, clientEmail, privateKey }
  } catch {
    // Told below, like a file of another kind.
  }
  faults.push(
    'GOOGLE_WALLET_KEY_FILE names a file that is no service account’s key (JSON with client_email and private_key).',
  )
  return null
}

function allOrNone(env: Env, names: readonly string[], wallet: string, faults: string[]): string[] | null {
  const values = names.map((name) => env[name]?.trim() ?? '')
  if (values.every((value) => value === '')) return null
  const missing = names.filter((_, at) => values[at] === '')
  if (missing.length === 0) return values
  faults.push(
    `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set. ${wallet} needs all of ${names.join(', ')}.`,
  )
  return null
}

function readText(name: string, path: string, faults: string[]): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    faults.push(
      `${name} names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    )
    return null
  }
}
