import { createTransport } from 'nodemailer'
import { mailLimits } from '../limits/mail-limits.ts'
import type { MailSettings } from '../settings/mail-settings.ts'
import { type Parcel, parcel } from './parcel.ts'

/** Where mail leaves the server. */
export interface Post {
  /** Rejects with a `PostFault` when the mail was not, or not surely, taken. */
  send(parcel: Parcel): Promise<void>
  close(): void
}

/** How long a mail server may take for what. */
export type Patience = Readonly<Record<'connectMs' | 'greetingMs' | 'silenceMs' | 'sendMs', number>>

export class PostFault extends Error {
  override name = 'PostFault'
  /** No later try will be answered differently: this recipient, or this mail, is refused for good. */
  readonly permanent: boolean
  constructor(message: string, permanent: boolean, cause: unknown) {
    super(message, { cause })
    this.permanent = permanent
  }
}

/** A few connections to the configured mail server, kept open between mails. None is opened before the first mail. */
export function createSmtpPost(
  smtp: MailSettings['smtp'],
  { ca, limits = mailLimits }: { ca?: string; limits?: Patience } = {},
): Post {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'from the start',
    requireTLS: smtp.tls === 'required',
    ignoreTLS: smtp.tls === 'never',
    ...(smtp.user !== null && { auth: { user: smtp.user, pass: smtp.password ?? '' } }),
    tls: { rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
    pool: true,
    maxConnections: mailLimits.batch,
    // A mail whose connection broke may have arrived. Whether it is sent again is for the outbox to say, which counts.
    maxRequeues: 0,
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.greetingMs,
    socketTimeout: limits.silenceMs,
    // What a mail is made of comes from us, never from a file or an address on the net.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(what) {
      const packed = parcel(what)
      try {
        await withinTime(transport.sendMail(packed), limits.sendMs)
      } catch (error) {
        throw faultOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** A server that sends a byte now and then is never silent, and never done. */
async function withinTime(sending: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the mail server took too long')), ms)
  })
  try {
    await Promise.race([sending, late])
  } finally {
    clearTimeout(timer)
  }
}

interface SmtpError extends Error {
  code?: string
  responseCode?: number
  command?: string
}

/**
 * 5xx is for ever and 4xx is for now (RFC 5321, 4.2.1), but only about a recipient or a mail. A server that refuses our
 * password or our sender says 5xx too, and means whoever set it up: that may be put right, so those are tried again.
 */
function faultOf(cause: unknown): PostFault {
  const { responseCode, command, message } = cause as SmtpError
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA'
  const permanent = aboutThisMail && responseCode !== undefined && responseCode >= 500 && responseCode < 600
  return new PostFault(message, permanent, cause)
}
