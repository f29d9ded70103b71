import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importSPKI, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { HeldTicket } from '../../../contract/shapes/tickets.ts'
import { parseWalletSettings } from '../../settings/wallet-settings.ts'
import { createWallets } from './wallets.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'fullhouse-wallet-'))
const file = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
const google = generateKeyPairSync('rsa', { modulusLength: 2048 })

const env = {
  APPLE_PASS_TYPE_ID: 'pass.org.example.tickets',
  APPLE_TEAM_ID: 'TEAM123456',
  APPLE_PASS_CERTIFICATE: file('pass.pem'),
  APPLE_PASS_KEY: file('pass.key'),
  APPLE_WWDR_CERTIFICATE: file('ca.pem'),
  GOOGLE_WALLET_ISSUER_ID: '3388000000012345678',
  GOOGLE_WALLET_KEY_FILE: file('google.json'),
}

/** An authority of our own and a certificate by it, as Apple's are: the program that checks them is OpenSSL. */
beforeAll(() => {
  const days = ['-days', '2']
  const rsa = ['-newkey', 'rsa:2048', '-nodes']
  openssl(
    'req',
    '-x509',
    ...rsa,
    ...days,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=Test authority',
  )
  openssl('req', ...rsa, '-keyout', 'pass.key', '-out', 'pass.csr', '-subj', '/CN=Pass Type ID/OU=TEAM123456')
  openssl(
    'x509',
    '-req',
    '-in',
    'pass.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    ...days,
    '-out',
    'pass.pem',
  )
  const private_key = google.privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(file('google.json'), JSON.stringify({ client_email: 'issuer@example.com', private_key }))
})
afterAll(() => rmSync(folder, { recursive: true }))

const ticket: HeldTicket & { code: string } = {
  id: '0190aaaa-0000-7000-8000-000000000001',
  orderId: '0190aaaa-0000-7000-8000-00000000000f',
  eventId: '0190aaaa-0000-7000-8000-00000000000e',
  state: 'valid',
  code: `FH2:${'A'.repeat(150)}`,
  seat: {
    seatId: 'C-12',
    index: 12,
    label: 'Stalls, row C, seat 12',
    category: 'Premium',
    price: { amount: 4500, currency: 'EUR' },
  },
  attendee: 'Ada Lovelace',
  nameable: true,
  transferable: true,
  event: {
    slug: 'quintet',
    title: 'Quintet by Candlelight',
    artwork: null,
    venue: { name: 'Grand Theatre', city: 'Łódź' },
    startsAt: '2027-03-14T18:30:00.000Z',
    endsAt: null,
    timezone: 'Europe/Warsaw',
  },
  orderNumber: '7K3M-Q2XD',
  receivedFrom: null,
  wallets: [],
  serverTime: '2027-01-01T10:00:00.000Z',
}

/** The files of a zip that is not compressed, by its central directory (APPNOTE 4.3). */
function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1'); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [size, name, extra, comment, local] = [
      zip.readUInt32LE(at + 20),
      ...[28, 30, 32].map((field) => zip.readUInt16LE(at + field)),
      zip.readUInt32LE(at + 42),
    ] as [number, number, number, number, number]
    expect(zip.readUInt16LE(at + 10), 'stored, not compressed').toBe(0)
    const body = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    files.set(zip.toString('utf8', at + 46, at + 46 + name), zip.subarray(body, body + size))
    at += 46 + name + extra + comment
  }
  return files
}

test('an Apple pass: each file’s digest is in the manifest, and OpenSSL finds the manifest signed by our certificate', async () => {
  const faults: string[] = []
  const wallets = createWallets(parseWalletSettings(env, faults))
  expect([faults, wallets.offered]).toEqual([[], ['apple', 'google']])
  const files = unzip((await wallets.apple(ticket, 'de'))!)
  const manifest = JSON.parse(files.get('manifest.json')!.toString())
  const others = [...files.keys()].filter((name) => name !== 'manifest.json' && name !== 'signature')
  expect(Object.keys(manifest).sort()).toEqual(others.sort())
  for (const name of others)
    expect(manifest[name], name).toBe(createHash('sha1').update(files.get(name)!).digest('hex'))

  const pass = JSON.parse(files.get('pass.json')!.toString())
  expect(pass).toMatchObject({
    passTypeIdentifier: env.APPLE_PASS_TYPE_ID,
    teamIdentifier: env.APPLE_TEAM_ID,
    serialNumber: ticket.id,
    sharingProhibited: true,
    barcodes: [{ format: 'PKBarcodeFormatQR', message: ticket.code }],
  })
  expect(JSON.stringify(pass.eventTicket)).toContain('Ihr Platz')

  writeFileSync(file('manifest.json'), files.get('manifest.json')!)
  writeFileSync(file('signature'), files.get('signature')!)
  const verify = (content: string) =>
    openssl(
      ...['smime', '-verify', '-inform', 'DER', '-in', 'signature', '-content', content],
      ...['-CAfile', 'ca.pem', '-purpose', 'any', '-binary', '-out', 'checked'],
    )
  verify('manifest.json')
  expect(readFileSync(file('checked'))).toEqual(files.get('manifest.json'))
  writeFileSync(file('changed.json'), `${files.get('manifest.json')} `)
  expect(() => verify('changed.json')).toThrow(/digest failure|verification failure/i)
})

test('a Google pass: a link whose token is signed with the service account’s key', async () => {
  const wallets = createWallets(parseWalletSettings(env, []))
  const url = (await wallets.google(ticket, 'en', 'https://shop.test'))!
  const [, token] = /^https:\/\/pay\.google\.com\/gp\/v\/save\/(\S+)$/.exec(url)!
  const key = await importSPKI(google.publicKey.export({ type: 'spki', format: 'pem' }) as string, 'RS256')
  const { payload } = await jwtVerify(token!, key, { issuer: 'issuer@example.com', audience: 'google' })
  expect(payload).toMatchObject({
    typ: 'savetowallet',
    origins: ['https://shop.test'],
    payload: {
      eventTicketClasses: [{ id: `${env.GOOGLE_WALLET_ISSUER_ID}.event-${ticket.eventId}` }],
      eventTicketObjects: [
        { barcode: { type: 'QR_CODE', value: ticket.code }, ticketHolderName: 'Ada Lovelace' },
      ],
    },
  })
})

test('a ticket without a code has no pass, and a wallet that is not configured makes none', async () => {
  const { code: _, ...spent } = ticket
  const wallets = createWallets(parseWalletSettings(env, []))
  expect([await wallets.apple(spent, 'en'), await wallets.google(spent, 'en', '')]).toEqual([null, null])
  const none = createWallets(parseWalletSettings({}, []))
  expect([none.offered, await none.apple(ticket, 'en'), await none.google(ticket, 'en', '')]).toEqual([
    [],
    null,
    null,
  ])
})

test('half a configuration, and files that are something else, are told before the server starts', () => {
  const faultsOf = (change: Record<string, string>) => {
    const faults: string[] = []
    parseWalletSettings({ ...env, ...change }, faults)
    return faults.join('\n')
  }
  expect(faultsOf({ APPLE_PASS_KEY: '', APPLE_TEAM_ID: '' })).toMatch(
    /APPLE_TEAM_ID and APPLE_PASS_KEY are not set/,
  )
  expect(faultsOf({ APPLE_PASS_CERTIFICATE: file('nowhere.pem') })).toMatch(/APPLE_PASS_CERTIFICATE .*ENOENT/)
  expect(faultsOf({ APPLE_WWDR_CERTIFICATE: file('google.json') })).toMatch(
    /APPLE_WWDR_CERTIFICATE .* no PEM/,
  )
  expect(faultsOf({ GOOGLE_WALLET_KEY_FILE: file('pass.pem') })).toMatch(/no service account/)
})
