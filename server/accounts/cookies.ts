/** The value of one cookie in a `Cookie` header, as it was sent; undefined when it is not there. */
export function cookieValue(header: string, name: string): string | undefined {
  let from = 0
  for (;;) {
    const at = header.indexOf(name, from)
    if (at === -1) return undefined
    const end = at + name.length
    const starts = at === 0 || header.charCodeAt(at - 1) === SPACE || header.charCodeAt(at - 1) === SEMICOLON
    if (starts && header.charCodeAt(end) === EQUALS) {
      const stop = header.indexOf(';', end)
      return header.slice(end + 1, stop === -1 ? header.length : stop)
    }
    from = end
  }
}

const SPACE = 0x20
const SEMICOLON = 0x3b
const EQUALS = 0x3d

/** A cookie that scripts cannot read and that other sites' writes do not carry. */
export function setCookie(name: string, value: string, maxAgeSeconds: number, secure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`
}
