import { createHmac, sign, timingSafeEqual, verify } from 'node:crypto'
import { ticketLimits } from '../limits/ticket-limits.ts'
import { messageOf, readCode, type SignedTicket, type TicketFields, writeCode } from './ticket-code.ts'
import type { TicketKey } from './ticket-keys.ts'

/** Signs what leaves us about tickets, and knows its own signature again. */
export interface TicketSeal {
  /** What a ticket's QR code says. */
  codeOf(ticket: TicketFields): string
  /** What a code says, if we signed it; null for anything else. Whether the ticket is still valid is the ledger's to say. */
  open(code: string): SignedTicket | null
  /** For the link by which whoever a ticket was passed on to takes it. It dies with the ticket's id. */
  claimToken(eventId: string, ticketId: string): string
  /** Null for a token that is not ours. */
  readClaim(token: string): { eventId: string; ticketId: string } | null
  /** The keys as they are now, newest first. */
  keys(): readonly TicketKey[]
  /** Takes over what another server, or a person, has changed about the keys. */
  renew(keys: readonly TicketKey[]): void
}

const ID_BYTES = 16
const MAC_BYTES = 16

/**
 * Signing takes about 40 µs (Ed25519 by OpenSSL 3.5, 2 cores, 2026-11), which is most of what a free booking costs in all.
 * So no code is made before somebody looks at it, and one that was made is remembered: a list of bookings that is looked
 * at again costs nothing.
 */
export function createTicketSeal(first: readonly TicketKey[], claimKey: Uint8Array): TicketSeal {
  let known = new Map<number, TicketKey>()
  let signing: TicketKey | undefined
  let codes = new Map<string, string>()

  function renew(keys: readonly TicketKey[]): void {
    const newest = keys.find(({ privateKey }) => privateKey !== null)
    if (newest?.id !== signing?.id) codes = new Map()
    known = new Map(keys.map((key) => [key.id, key]))
    // A server that cannot open the newest key goes on with the one it has: what it signs is still published.
    if (newest !== undefined) signing = newest
  }

  renew(first)
  if (signing === undefined) throw new Error('there is no key to sign tickets with')

  function macOf(ids: Buffer): Buffer {
    return createHmac('sha256', claimKey).update(ids).digest().subarray(0, MAC_BYTES)
  }

  return {
    codeOf(ticket) {
      const remembered = codes.get(ticket.ticketId)
      if (remembered !== undefined) return remembered
      const { id: keyId, privateKey } = signing!
      const message = messageOf({ ...ticket, keyId })
      const code = writeCode(message, sign(null, message, privateKey!))
      if (codes.size >= ticketLimits.rememberedCodes) codes.delete(codes.keys().next().value!)
      codes.set(ticket.ticketId, code)
      return code
    },

    open(code) {
      const read = readCode(code)
      const key = read && known.get(read.keyId)
      if (!read || !key || !verify(null, read.message, key.publicKey, read.signature)) return null
      const { keyId, eventId, ticketId, seat } = read
      return { keyId, eventId, ticketId, seat }
    },

    claimToken(eventId, ticketId) {
      const ids = Buffer.from((eventId + ticketId).replaceAll('-', ''), 'hex')
      return Buffer.concat([ids, macOf(ids)]).toString('base64url')
    },

    readClaim(token) {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length !== 2 * ID_BYTES + MAC_BYTES) return null
      const ids = bytes.subarray(0, 2 * ID_BYTES)
      if (!timingSafeEqual(macOf(ids), bytes.subarray(2 * ID_BYTES))) return null
      return { eventId: uuidOf(ids.subarray(0, ID_BYTES)), ticketId: uuidOf(ids.subarray(ID_BYTES)) }
    },

    keys: () => [...known.values()],
    renew,
  }
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
