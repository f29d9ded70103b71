/** How mail leaves the server: what SMTP_URL and MAIL_FROM ask for. */
export interface MailSettings {
  smtp: {
    host: string
    port: number
    /**
     * from the start: TLS from the first byte. required: STARTTLS, or nothing is sent. if offered: to this machine only.
     * never: asked for by name. Certificates are always checked.
     */
    tls: 'from the start' | 'required' | 'if offered' | 'never'
    user: string | null
    password: string | null
  }
  /** Whom mail comes from. Answers go to the event's organiser. */
  from: { name: string; address: string }
}

const FORM = 'smtp://user:password@host:587 or smtps://user:password@host:465'
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i

/** Null without SMTP_URL: mail is then kept for the organiser to read. */
export function parseMailSettings(
  env: Record<string, string | undefined>,
  faults: string[],
): MailSettings | null {
  const url = env.SMTP_URL?.trim()
  const from = env.MAIL_FROM?.trim()
  if (!url) {
    if (from) faults.push('MAIL_FROM is set, but SMTP_URL is not: no mail would be sent.')
    return null
  }
  const smtp = parseSmtpUrl(url, faults)
  const sender = parseSender(from, faults)
  return smtp && sender && { smtp, from: sender }
}

/** The address may hold a password, so no fault repeats it. */
function parseSmtpUrl(text: string, faults: string[]): MailSettings['smtp'] | null {
  const url = URL.parse(text)
  const scheme = url?.protocol
  if (!url || url.hostname === '' || (scheme !== 'smtp:' && scheme !== 'smtps:')) {
    faults.push(`SMTP_URL must look like ${FORM}.`)
    return null
  }
  if ((url.pathname !== '' && url.pathname !== '/') || url.hash !== '') {
    faults.push(`SMTP_URL has something after the host; it must look like ${FORM}.`)
    return null
  }
  const unknown = [...url.searchParams.keys()].filter((name) => name !== 'tls')
  const tls = url.searchParams.get('tls')
  if (unknown.length > 0 || (tls !== null && (tls !== 'off' || scheme === 'smtps:'))) {
    faults.push('SMTP_URL has a setting that does not exist; the only one is ?tls=off, of smtp://.')
    return null
  }
  const [user, password] = [decoded(url.username), decoded(url.password)]
  if (user === undefined || password === undefined) {
    faults.push('SMTP_URL has a % in its user or password that stands for nothing; write % itself as %25.')
    return null
  }
  const isLocal = loopback.test(url.hostname)
  const isSecure = scheme === 'smtps:'
  if (tls === 'off' && user !== '' && !isLocal) {
    faults.push('SMTP_URL would send its password without TLS; leave out ?tls=off, or the user.')
    return null
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 465 : isLocal ? 25 : 587),
    tls: isSecure ? 'from the start' : tls === 'off' ? 'never' : isLocal ? 'if offered' : 'required',
    user: user || null,
    password: password || null,
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** `Tickets <tickets@example.com>`, or the address alone. */
function parseSender(text: string | undefined, faults: string[]): MailSettings['from'] | null {
  const [, name = '', named] = /^([^<>]*)<([^<>]+)>$/.exec(text ?? '') ?? []
  const address = (named ?? text ?? '').trim()
  if (/^[^\s@<>,;:"\\]+@[^\s@<>,;:"\\]+$/.test(address) && !/\p{Cc}/u.test(text ?? ''))
    return { name: name.trim().replace(/^"(.*)"$/, '$1') || 'Fullhouse', address }
  faults.push(
    text
      ? `MAIL_FROM is "${text}"; it must be like Tickets <tickets@example.com>.`
      : 'SMTP_URL is set, so MAIL_FROM must be, too: whom mail comes from, like Tickets <tickets@example.com>.',
  )
  return null
}
