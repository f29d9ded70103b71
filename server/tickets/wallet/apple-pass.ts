import { readFileSync } from 'node:fs'
import type { HeldTicket } from '../../../contract/shapes/tickets.ts'
import type { AppleWalletSettings } from '../../settings/wallet-settings.ts'
import { wordingOf } from '../words/words.ts'

const icon = new URL('icon.png', import.meta.url)

/** A pass for Apple Wallet: a zip of JSON and pictures with a signed list of their digests. */
export async function createApplePass(
  ticket: HeldTicket & { code: string },
  locale: string,
  settings: AppleWalletSettings,
): Promise<Buffer> {
  // It brings along a schema checker and a cryptography library that nobody without certificates needs to load.
  const { PKPass } = await import('passkit-generator')
  const picture = readFileSync(icon)
  const pass = new PKPass(
    {
      'pass.json': Buffer.from(JSON.stringify(describePass(ticket, locale, settings))),
      'icon.png': picture,
      'icon@2x.png': picture,
      'logo.png': picture,
    },
    {
      wwdr: settings.wwdr,
      signerCert: settings.certificate,
      signerKey: settings.key,
      ...(settings.keyPassphrase !== null && { signerKeyPassphrase: settings.keyPassphrase }),
    },
  )
  return pass.getAsBuffer()
}

/** Apple's keys for an event ticket. */
function describePass(ticket: HeldTicket & { code: string }, locale: string, settings: AppleWalletSettings) {
  const { event, seat, orderNumber, attendee } = ticket
  const wording = wordingOf(locale)
  const { ticket: words } = wording.words
  const place = [event.venue.name, event.venue.city].filter(Boolean).join(', ')
  const barcode = { format: 'PKBarcodeFormatQR', message: ticket.code, messageEncoding: 'iso-8859-1' }
  return {
    formatVersion: 1,
    passTypeIdentifier: settings.passTypeId,
    teamIdentifier: settings.teamId,
    serialNumber: ticket.id,
    organizationName: 'Fullhouse',
    description: `${words.title}: ${event.title}`,
    logoText: 'Fullhouse',
    // The colours of the shop at night.
    backgroundColor: 'rgb(31, 22, 29)',
    foregroundColor: 'rgb(248, 241, 231)',
    labelColor: 'rgb(248, 196, 114)',
    relevantDate: event.startsAt,
    ...(event.endsAt !== null && { expirationDate: event.endsAt }),
    // Passing a ticket on is done in the shop, where the old code dies.
    sharingProhibited: true,
    barcodes: [barcode],
    eventTicket: {
      primaryFields: [{ key: 'event', label: place, value: event.title }],
      secondaryFields: [
        {
          key: 'starts',
          label: words.when,
          value: event.startsAt,
          dateStyle: 'PKDateStyleMedium',
          timeStyle: 'PKDateStyleShort',
          ignoresTimeZone: false,
        },
      ],
      auxiliaryFields: [
        { key: 'seat', label: words.seat, value: wording.placeName(seat.label) },
        { key: 'category', label: words.category, value: seat.category },
      ],
      backFields: [
        { key: 'booking', label: words.booking, value: orderNumber },
        ...(attendee === null ? [] : [{ key: 'attendee', label: words.attendee, value: attendee }]),
        {
          key: 'venue',
          label: words.where,
          value: [event.venue.name, event.venue.address, event.venue.city].filter(Boolean).join('\n'),
        },
        { key: 'show', label: words.title, value: words.keep },
      ],
    },
  }
}
