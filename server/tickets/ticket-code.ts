import { fromBase45, toBase45 } from './base45.ts'

/**
 * What a ticket's QR code says. `FH2:` and 150 characters of base45, which are 100 bytes: 36 that say which ticket, and an
 * Ed25519 signature (RFC 8032) over the prefix and those 36. docs/tickets.md has them byte by byte.
 *
 * The version is the prefix, and signed with it. The time of issue is in the ticket's id (UUIDv7). Nothing else is said:
 * 154 characters of this alphabet fill a QR code of version 6 at level M to the last one (41 modules a side); in base64
 * they would need version 8 (49), which a phone's camera must come a fifth closer to read.
 */
export interface TicketFields {
  eventId: string
  ticketId: string
  /** The seat's index. */
  seat: number
}

export interface SignedTicket extends TicketFields {
  keyId: number
}

export const CODE_PREFIX = 'FH2:'
const MESSAGE_BYTES = 36
export const SIGNATURE_BYTES = 64
/** A seat's index has three bytes; no event has so many places (`eventLimits.placesEver`). */
const SEAT_MAX = 0xffffff

/** What is signed: the prefix and the 36 bytes. */
export function messageOf({ keyId, eventId, ticketId, seat }: SignedTicket): Buffer {
  if (seat < 0 || seat > SEAT_MAX) throw new Error(`a ticket's code has no room for seat ${seat}`)
  const message = Buffer.alloc(CODE_PREFIX.length + MESSAGE_BYTES)
  message.write(CODE_PREFIX, 0, 'ascii')
  message.writeUInt8(keyId, 4)
  message.write(eventId.replaceAll('-', ''), 5, 16, 'hex')
  message.write(ticketId.replaceAll('-', ''), 21, 16, 'hex')
  message.writeUIntBE(seat, 37, 3)
  return message
}

export function writeCode(message: Buffer, signature: Uint8Array): string {
  return CODE_PREFIX + toBase45(Buffer.concat([message.subarray(CODE_PREFIX.length), signature]))
}

/** Takes a code apart. Whether its signature is good is another question. Null: this is no code of ours. */
export function readCode(code: string): (SignedTicket & { message: Buffer; signature: Buffer }) | null {
  if (!code.startsWith(CODE_PREFIX)) return null
  const read = fromBase45(code.slice(CODE_PREFIX.length))
  if (read?.length !== MESSAGE_BYTES + SIGNATURE_BYTES) return null
  const bytes = Buffer.from(read)
  return {
    keyId: bytes.readUInt8(0),
    eventId: uuidAt(bytes, 1),
    ticketId: uuidAt(bytes, 17),
    seat: bytes.readUIntBE(33, 3),
    message: Buffer.concat([Buffer.from(CODE_PREFIX), bytes.subarray(0, MESSAGE_BYTES)]),
    signature: bytes.subarray(MESSAGE_BYTES),
  }
}

function uuidAt(bytes: Buffer, at: number): string {
  return bytes.toString('hex', at, at + 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
