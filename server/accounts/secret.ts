import { hkdfSync, randomBytes } from 'node:crypto'
import type { Queryable } from '../postgres/pool.ts'

const SECRET_BYTES = 48
const KEY_BYTES = 32

/**
 * The secret behind every cookie: the configured one, else one made at the first start and kept in the database, so
 * that cookies outlive restarts and several servers on one database agree. The first to write it wins.
 */
export async function loadSecret(db: Queryable, configured: string | null): Promise<string> {
  if (configured !== null) return configured
  await db.query(`insert into settings (key, value) values ('secret', $1) on conflict (key) do nothing`, [
    randomBytes(SECRET_BYTES).toString('base64url'),
  ])
  const { rows } = await db.query<{ value: string }>(`select value from settings where key = 'secret'`)
  return rows[0]!.value
}

/** A key for one purpose. What is signed for guests can never pass for a session, and the other way round. */
export function deriveKey(
  secret: string,
  purpose: 'guests' | 'sessions' | 'tickets' | 'ticket claims' | 'waiting room' | 'demo payments' | 'mail',
): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `fullhouse ${purpose}`, KEY_BYTES))
}
