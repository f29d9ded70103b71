import type { FastifyReply } from 'fastify'
import { httpLimits } from '../limits/http-limits.ts'
import type { StripeSettings } from '../settings/stripe-settings.ts'
import type { InlineHashes } from './inline-hashes.ts'

/** Headers of everything that a browser shows or runs. Replies of the API are data and carry only what data needs. */
export type SecurityHeaders = (reply: FastifyReply) => void

export interface PageSecurity {
  /** The public address is https. */
  secure: boolean
  /** Pages may take payments through Stripe. */
  stripe?: Pick<StripeSettings, 'scriptUrl'> | null
  /** What the page itself contains. */
  inline?: InlineHashes
}

export function createSecurityHeaders(security: PageSecurity): SecurityHeaders {
  const { secure, stripe = null } = security
  const headers: [string, string][] = [
    ['content-security-policy', contentSecurityPolicy(security)],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    // Some ways to pay open a window of their own that has to report back.
    ['cross-origin-opener-policy', stripe ? 'same-origin-allow-popups' : 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    // The camera is for staff who scan tickets at the door; wallets of the browser are asked for by Stripe's frame.
    [
      'permissions-policy',
      `camera=(self), microphone=(), geolocation=(), payment=(self${stripe ? ` "${new URL(stripe.scriptUrl).origin}"` : ''})`,
    ],
    ['x-frame-options', 'DENY'],
  ]
  if (secure) headers.push(['strict-transport-security', `max-age=${httpLimits.strictTransportSeconds}`])
  return (reply) => {
    for (const [name, value] of headers) reply.header(name, value)
  }
}

/**
 * Nothing from anywhere else, and inline only what the build wrote there: a script or a style that somebody smuggles into
 * a page does not run.
 * React sets styles through the DOM's own interface, which this allows. `data:` images are the QR codes and the icons
 * of the API's docs page.
 */
export function contentSecurityPolicy({
  secure,
  stripe = null,
  inline = { scripts: [], styles: [] },
}: PageSecurity): string {
  const others = stripe ? stripeSources(stripe) : nobody
  const policy = [
    `default-src 'self'`,
    [`script-src 'self'${others.script}`, ...inline.scripts].join(' '),
    [`style-src 'self'`, ...inline.styles].join(' '),
    `img-src 'self' data: blob:${others.img}`,
    `font-src 'self'`,
    `connect-src 'self'${others.connect}`,
    // Our own: the organiser's look at a mail.
    `frame-src 'self'${others.frame && ` ${others.frame}`}`,
    `worker-src 'self' blob:`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ]
  if (secure) policy.push('upgrade-insecure-requests')
  return policy.join('; ')
}

const nobody = { script: '', img: '', connect: '', frame: '' }

/**
 * What Stripe documents for Stripe.js with the Payment Element, which offers Link too
 * (https://docs.stripe.com/security/guide#content-security-policy, read in November 2026).
 */
function stripeSources({ scriptUrl }: Pick<StripeSettings, 'scriptUrl'>): typeof nobody {
  const { origin } = new URL(scriptUrl)
  if (origin !== 'https://js.stripe.com')
    return { script: ` ${origin}`, img: '', connect: ` ${origin}`, frame: origin }
  const js = `${origin} https://*.js.stripe.com`
  const link = 'https://link.com https://*.link.com'
  return {
    script: ` ${js}`,
    img: ' https://*.link.com',
    connect: ` https://api.stripe.com ${link}`,
    frame: `${js} https://hooks.stripe.com ${link}`,
  }
}
