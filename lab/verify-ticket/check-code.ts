/** What a code says, as docs/tickets.md has it byte by byte. Written from that page alone. */
export interface CheckedCode {
  genuine: boolean
  key: number
  event: string
  ticket: string
  seat: number
  /** When the ticket was issued: the first 48 bits of its id. */
  issued: string
}

export interface KeySet {
  keys: { kty: string; crv: string; kid: string; x: string }[]
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Whether one of the published keys signed this text, by WebCrypto. Throws for what is no ticket's code at all. */
export async function checkCode(text: string, { keys }: KeySet): Promise<CheckedCode> {
  if (!text.startsWith('FH2:') || text.length !== 154) throw new Error('This is not the code of a ticket.')
  const bytes = [...text.slice(4).matchAll(/(.)(.)(.)/g)].flatMap(([, ...three]) => {
    const value = three.reduce((sum, letter, place) => sum + ALPHABET.indexOf(letter) * 45 ** place, 0)
    return [value >> 8, value & 255]
  })
  const hex = (from: number, to: number) =>
    bytes.slice(from, to).reduce((digits, byte) => digits + byte.toString(16).padStart(2, '0'), '')
  const uuid = (from: number) => hex(from, from + 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

  const signed = Uint8Array.from([...new TextEncoder().encode('FH2:'), ...bytes.slice(0, 36)])
  const key = keys.find(({ kid, kty, crv }) => kid === String(bytes[0]) && kty === 'OKP' && crv === 'Ed25519')
  return {
    genuine: key !== undefined && (await isSigned(key, signed, Uint8Array.from(bytes.slice(36)))),
    key: bytes[0]!,
    event: uuid(1),
    ticket: uuid(17),
    seat: Number.parseInt(hex(33, 36), 16),
    issued: new Date(Number.parseInt(hex(17, 23), 16)).toISOString(),
  }
}

async function isSigned(
  { x }: { x: string },
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
) {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x }
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, signature, message)
}
