import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { Pool, Queryable } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'

/**
 * The keys that sign tickets. The newest signs; an older one, retired, signs nothing new and goes on proving what was
 * printed with it, until somebody withdraws it. The private half is kept sealed (AES-256-GCM) with a key that is made of
 * the server's secret: whoever steals the database alone prints no tickets.
 */
export interface TicketKey {
  readonly id: number
  readonly publicKey: KeyObject
  /** Null: retired, or sealed with a secret that this server does not have. */
  readonly privateKey: KeyObject | null
  readonly createdAt: Date
  readonly retiredAt: Date | null
}

export const KEY_ID_MAX = 255
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Makers of keys come one after the other, on any number of servers. */
const MAKING_KEYS = 0x46483230

interface Row {
  id: number
  public_key: Buffer
  sealed: Buffer
  created_at: Date
  retired_at: Date | null
}

export async function readTicketKeys(db: Queryable, sealingKey: Uint8Array): Promise<TicketKey[]> {
  const { rows } = await db.query<Row>('select * from ticket_keys order by id desc')
  return rows.map((row) => ({
    id: row.id,
    publicKey: createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: row.public_key.toString('base64url') },
      format: 'jwk',
    }),
    privateKey: row.retired_at === null ? unseal(row, sealingKey) : null,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
  }))
}

/**
 * Sees to it that there is a key to sign with. Of several servers that start on an empty database one makes it. A key
 * that cannot be opened, because the server's secret is another one than before, is retired: what it signed stays good.
 */
export async function ensureTicketKey(pool: Pool, sealingKey: Uint8Array): Promise<TicketKey[]> {
  const known = await readTicketKeys(pool, sealingKey)
  if (known.some(({ privateKey }) => privateKey !== null)) return known
  return transaction(pool, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [MAKING_KEYS])
    const found = await readTicketKeys(tx, sealingKey)
    if (found.some(({ privateKey }) => privateKey !== null)) return found
    await addKey(tx, sealingKey)
    return readTicketKeys(tx, sealingKey)
  })
}

/** Makes a new key, which signs from now on, and retires the others. Returns the new one's id. */
export function rotateTicketKeys(pool: Pool, sealingKey: Uint8Array): Promise<number> {
  return transaction(pool, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [MAKING_KEYS])
    return addKey(tx, sealingKey)
  })
}

/**
 * Forgets a retired key: whatever was printed with it is worth nothing from now on, while the same tickets on a phone
 * have had a code of a newer key since the rotation. False: there is no such key, or it is the one that signs.
 */
export async function withdrawTicketKey(pool: Pool, id: number): Promise<boolean> {
  const { rowCount } = await pool.query('delete from ticket_keys where id = $1 and retired_at is not null', [
    id,
  ])
  return rowCount === 1
}

async function addKey(db: Queryable, sealingKey: Uint8Array): Promise<number> {
  await db.query('update ticket_keys set retired_at = now() where retired_at is null')
  const { rows } = await db.query<{ id: number }>('select coalesce(max(id), 0) + 1 as id from ticket_keys')
  const { id } = rows[0]!
  if (id > KEY_ID_MAX)
    throw new Error(`there have been ${KEY_ID_MAX} ticket keys, and a code has one byte for their number`)
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicBytes = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  await db.query('insert into ticket_keys (id, public_key, sealed) values ($1, $2, $3)', [
    id,
    publicBytes,
    seal(privateKey, publicBytes, sealingKey),
  ])
  return id
}

/** The public half is bound to the sealed one: neither can be put beside another. */
function seal(privateKey: KeyObject, publicBytes: Buffer, sealingKey: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(publicBytes)
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url')
  const text = Buffer.concat([cipher.update(seed), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

function unseal({ sealed, public_key }: Row, sealingKey: Uint8Array): KeyObject | null {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', sealingKey, nonce, { authTagLength: TAG_BYTES })
    .setAAD(public_key)
    .setAuthTag(tag)
  try {
    const seed = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
    return createPrivateKey({
      key: {
        kty: 'OKP',
        crv: 'Ed25519',
        d: seed.toString('base64url'),
        x: public_key.toString('base64url'),
      },
      format: 'jwk',
    })
  } catch {
    return null
  }
}
