import { createHmac } from 'node:crypto'

const MAC_BYTES = 12

/**
 * What a ticket's QR code says: its id, and a keyed digest that nobody can make without the server's secret (HMAC-SHA-256,
 * RFC 2104, cut to 96 bits). Nothing of it is stored, so a stolen database holds no tickets.
 */
export function createTicketCode(secret: string): (ticketId: string) => string {
  return (ticketId) => {
    const id = Buffer.from(ticketId.replaceAll('-', ''), 'hex').toString('base64url')
    const mac = createHmac('sha256', secret).update('ticket:').update(ticketId).digest()
    return `FH1.${id}.${mac.subarray(0, MAC_BYTES).toString('base64url')}`
  }
}
