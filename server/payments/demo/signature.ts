import { createHmac, timingSafeEqual } from 'node:crypto'

/** The demo company signs what it sends, and the shop checks it, as with a real one. */
export function signDemoEvent(secret: string, body: string): string {
  return createHmac('sha256', secret).update('demo-webhook:').update(body).digest('hex')
}

export function isSignedByDemo(secret: string, body: string, signature: string): boolean {
  const right = Buffer.from(signDemoEvent(secret, body))
  const given = Buffer.from(signature)
  return given.length === right.length && timingSafeEqual(given, right)
}
