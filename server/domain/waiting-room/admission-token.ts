import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What somebody shows who has been let in: `<end, seconds, base 36>.<signature>`. Signed for one event and one customer, so
 * it is worth nothing to anybody else. It says only that it is worth asking the ledger, which knows whether the admission
 * was spent or given up since: a forged token costs one HMAC, and no query.
 */
export function signAdmission(
  key: Uint8Array,
  eventId: string,
  customerId: string,
  expiresAtMs: number,
): string {
  const end = Math.ceil(expiresAtMs / 1000).toString(36)
  return `${end}.${sign(key, eventId, customerId, end)}`
}

export function isAdmissionOf(
  key: Uint8Array,
  token: string,
  eventId: string,
  customerIds: readonly string[],
  nowMs: number,
): boolean {
  const [end = '', signature = ''] = token.split('.', 2)
  if (!(Number.parseInt(end, 36) * 1000 > nowMs)) return false
  const given = Buffer.from(signature)
  return customerIds.some((customerId) => {
    const expected = Buffer.from(sign(key, eventId, customerId, end))
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
}

function sign(key: Uint8Array, eventId: string, customerId: string, end: string): string {
  return createHmac('sha256', key).update(`${eventId} ${customerId} ${end}`).digest('base64url')
}
