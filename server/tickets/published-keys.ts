import type { TicketKey } from './ticket-keys.ts'

/** Where anyone who checks tickets finds the public keys. */
export const PUBLISHED_KEYS_PATH = '/.well-known/fullhouse-ticket-keys.json'

/** The public halves as a JSON Web Key Set (RFC 7517, RFC 8037). `kid` is the number that a code has in its first byte. */
export function publishedKeys(keys: readonly TicketKey[]): object {
  return {
    keys: keys.map(({ id, publicKey, createdAt, retiredAt }) => ({
      kty: 'OKP',
      crv: 'Ed25519',
      alg: 'EdDSA',
      use: 'sig',
      kid: String(id),
      x: publicKey.export({ format: 'jwk' }).x,
      // Not of the standard: since when it signs, and since when it does not.
      created: createdAt.toISOString(),
      ...(retiredAt && { retired: retiredAt.toISOString() }),
    })),
  }
}
