/** The cookies of one customer. Names and values only: a customer of the lab talks to one server, and soon leaves. */
export interface CookieJar {
  /** Takes the cookies that a reply's head sets; an empty value takes one away. */
  absorb(head: string): void
  /** For the `cookie` header; empty when there are none. */
  header(): string
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, string>()
  let header = ''
  return {
    absorb(head) {
      if (!/\r\nset-cookie:/i.test(head)) return
      for (const [, name, value] of head.matchAll(/\r\nset-cookie: *([^=;\r\n]+)=([^;\r\n]*)/gi)) {
        if (value === '') cookies.delete(name!)
        else cookies.set(name!, value!)
      }
      header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    header: () => header,
  }
}
