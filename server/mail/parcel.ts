import { domainToASCII } from 'node:url'
import type { SendMailOptions } from 'nodemailer'
import { addressFault } from './address.ts'
import type { Composed } from './compose.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import { Unsendable } from './unsendable.ts'

/** A letter with addresses on it. */
export interface Parcel {
  /** Of the row. It becomes the Message-ID, so that a mail that arrives twice can be known as one. */
  id: string
  createdAt: Date
  from: Address
  to: string
  composed: Composed
}

export interface Address {
  name: string
  address: string
}

/**
 * What is handed to the library that speaks SMTP. Addresses are given as such, never as text to be parsed, and the envelope
 * names the one recipient by itself: whatever is in a name or a title, the mail goes to nobody else.
 */
export function parcel({ id, createdAt, from, to, composed }: Parcel): SendMailOptions {
  const { letter, attachments, replyTo, unasked } = composed
  const fault = addressFault(to)
  if (fault !== null) throw new Unsendable(`its recipient is no address: ${fault}`)
  const answersTo = replyTo !== null && addressFault(replyTo.email) === null ? replyTo : null
  return {
    messageId: `<${id}@${domainOf(from.address)}>`,
    date: createdAt,
    from: { name: oneLine(from.name), address: from.address },
    to: { name: '', address: to },
    ...(answersTo && { replyTo: { name: oneLine(answersTo.name), address: answersTo.email } }),
    envelope: { from: from.address, to: [inAscii(to)] },
    subject: oneLine(letter.subject),
    text: letterText(letter),
    html: letterHtml(letter),
    attachments: attachments.map(({ name, type, content, cid }) => ({
      filename: name,
      contentType: type,
      content,
      ...(cid === undefined ? { contentDisposition: 'attachment' } : { cid, contentDisposition: 'inline' }),
    })),
    headers: {
      'Content-Language': letter.language,
      // No out-of-office answers to a machine (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      ...(unasked && {
        'List-Unsubscribe': `<mailto:${answersTo?.email ?? from.address}?subject=unsubscribe>`,
      }),
    },
  }
}

/** A line break in a header begins another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** A domain in letters of another script is known to every server by its other name; a person's name has none. */
function inAscii(address: string): string {
  const domain = domainOf(address)
  const name = address.slice(0, -domain.length)
  return /^[!-~]*$/.test(name) ? name + (domainToASCII(domain) || domain) : address
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
