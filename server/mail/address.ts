/** RFC 5321, 4.5.3.1: what servers must at least take. */
const LOCAL_OCTETS_MAX = 64
const ADDRESS_OCTETS_MAX = 254

/**
 * What is wrong with an address that mail is to go to; null when nothing is. Letters of every script are allowed (RFC 6531).
 * What is not could end a command of SMTP, or make one address two.
 */
export function addressFault(address: string): string | null {
  const at = address.lastIndexOf('@')
  if (at < 1 || at === address.length - 1) return 'it needs a name, an @ and a domain'
  if (/[\s\p{Cc}<>()[\]\\,;:"\u2028\u2029]/u.test(address))
    return 'it has characters that addresses do not have'
  if (address.indexOf('@') !== at) return 'it has more than one @'
  if (
    Buffer.byteLength(address) > ADDRESS_OCTETS_MAX ||
    Buffer.byteLength(address.slice(0, at)) > LOCAL_OCTETS_MAX
  )
    return 'it is too long'
  return null
}

/** `.invalid` is a domain that there never will be (RFC 6761, 6.4): no server need be asked. */
export function isNowhere(address: string): boolean {
  return /[@.]invalid\.?$/i.test(address)
}
