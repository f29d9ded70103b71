import { importPKCS8, SignJWT } from 'jose'
import type { HeldTicket } from '../../../contract/shapes/tickets.ts'
import type { GoogleWalletSettings } from '../../settings/wallet-settings.ts'
import { wordingOf } from '../words/words.ts'

const SAVE = 'https://pay.google.com/gp/v/save/'

/**
 * A link that puts the ticket into Google Wallet: a signed token with the pass inside, so that nothing has to be asked of
 * Google beforehand. `origin`: where the shop is.
 */
export async function createGooglePass(
  ticket: HeldTicket & { code: string },
  locale: string,
  settings: GoogleWalletSettings,
  origin: string,
): Promise<string> {
  const { event, seat, orderNumber, attendee } = ticket
  const { language, placeName } = wordingOf(locale)
  const { issuerId, clientEmail, privateKey } = settings
  const text = (value: string) => ({ defaultValue: { language, value } })
  const classId = `${issuerId}.event-${ticket.eventId}`
  const venue = [event.venue.address, event.venue.city].filter(Boolean).join(', ') || event.venue.name
  const eventClass = {
    id: classId,
    issuerName: 'Fullhouse',
    reviewStatus: 'UNDER_REVIEW',
    eventName: text(event.title),
    venue: { name: text(event.venue.name), address: text(venue) },
    dateTime: { start: event.startsAt, ...(event.endsAt !== null && { end: event.endsAt }) },
  }
  const eventObject = {
    id: `${issuerId}.ticket-${ticket.id}`,
    classId,
    state: 'ACTIVE',
    barcode: { type: 'QR_CODE', value: ticket.code, alternateText: orderNumber },
    reservationInfo: { confirmationCode: orderNumber },
    seatInfo: { seat: text(placeName(seat.label)), section: text(seat.category) },
    ...(attendee !== null && { ticketHolderName: attendee }),
    hexBackgroundColor: '#1f161d',
  }
  const token = await new SignJWT({
    typ: 'savetowallet',
    origins: [origin],
    payload: { eventTicketClasses: [eventClass], eventTicketObjects: [eventObject] },
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(clientEmail)
    .setAudience('google')
    .setIssuedAt(Math.floor(Date.parse(ticket.serverTime) / 1000))
    .sign(await importPKCS8(privateKey, 'RS256'))
  return SAVE + token
}
