import type { FastifyReply } from 'fastify'
import { httpLimits } from '../limits.ts'

/** Headers of everything that a browser shows or runs. Replies of the API are data and carry only what data needs. */
export type SecurityHeaders = (reply: FastifyReply) => void

export function createSecurityHeaders({ secure }: { secure: boolean }): SecurityHeaders {
  const headers: [string, string][] = [
    ['content-security-policy', contentSecurityPolicy({ secure })],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    // The camera is for staff who scan tickets at the door.
    ['permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(self)'],
    ['x-frame-options', 'DENY'],
  ]
  if (secure) headers.push(['strict-transport-security', `max-age=${httpLimits.strictTransportSeconds}`])
  return (reply) => {
    for (const [name, value] of headers) reply.header(name, value)
  }
}

/**
 * Nothing from anywhere else, nothing inline: a script or a style that somebody smuggles into a page does not run.
 * React sets styles through the DOM's own interface, which this allows. `data:` images are the QR codes and the icons
 * of the API's docs page.
 */
export function contentSecurityPolicy({ secure }: { secure: boolean }): string {
  const policy = [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
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
