/** One server of a database: a name or address, or the folder of a Unix socket. */
export interface DatabaseHost {
  host: string
  port: number
}

/** What `DATABASE_URL` says. */
export interface DatabaseSettings {
  /** In the order in which they were written; the same user, password and database at each. */
  hosts: readonly DatabaseHost[]
  /** For the driver: the same URL with one host, and without what only we understand. */
  url: string
  /** Writes go to whichever of the hosts is the primary; it is looked for whenever that is in doubt. */
  followsPrimary: boolean
  /** A pooler in transaction mode is in between: nothing may be left on a connection from one transaction to the next. */
  isPooled: boolean
}

const usualPort = 5432
const hostsMax = 8
/** What libpq knows, and whether a server that sells can do with it. */
const sessionAttributes = new Map([
  ['read-write', true],
  ['primary', true],
  ['any', false],
  ['read-only', false],
  ['standby', false],
  ['prefer-standby', false],
])

/**
 * Reads a connection URL as libpq has it (PostgreSQL's manual, 32.1.1.2): hosts separated by commas, each with its own port
 * or with ports beside them in `host=` and `port=`. Faults are written for whoever set the variable; they never repeat the
 * URL, which may hold a password.
 */
export function parseDatabaseSettings(text: string, faults: string[]): DatabaseSettings | null {
  const fault = (message: string): null => {
    faults.push(`DATABASE_URL ${message}`)
    return null
  }
  const looks = 'must look like postgres://user:password@host:5432/database.'
  const [, scheme, userinfo = '', authority = '', path = '', query = ''] =
    /^(postgres(?:ql)?:\/\/)([^/?#]*@)?([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/.exec(text) ?? []
  if (scheme === undefined) return fault(looks)

  const parameters = new URLSearchParams(query)
  const take = (name: string): string | null => {
    const value = parameters.get(name)
    parameters.delete(name)
    return value
  }
  const named = take('host')
  const ports = take('port')
  if (named !== null && authority !== '')
    return fault('names its hosts twice: before the path, and in host=.')
  const hosts = readHosts(named === null ? authority : named.split(',').map(encodeHost).join(','), ports)
  if (typeof hosts === 'string') return fault(hosts)

  const attributes = take('target_session_attrs')
  const writes = attributes === null ? undefined : sessionAttributes.get(attributes)
  if (attributes !== null && writes === undefined)
    return fault(`has target_session_attrs=${attributes}; it must be read-write or primary.`)
  if (writes === false && (attributes !== 'any' || hosts.length > 1))
    return fault(
      `has target_session_attrs=${attributes}; a server that sells needs the primary: read-write or primary.`,
    )
  const pooler = take('pgbouncer')
  if (pooler !== null && pooler !== 'true' && pooler !== 'false')
    return fault(`has pgbouncer=${pooler}; it must be true or false.`)

  const rest = parameters.size === 0 ? '' : `?${parameters}`
  const [first] = hosts as [DatabaseHost]
  const url = `${scheme}${userinfo}${encodeHost(first.host)}:${first.port}${path}${rest}`
  if (URL.parse(url) === null) return fault(looks)
  return {
    hosts,
    url,
    followsPrimary: hosts.length > 1 || writes === true,
    isPooled: pooler === 'true',
  }
}

/** The hosts, or what is wrong with them. */
function readHosts(list: string, portList: string | null): DatabaseHost[] | string {
  const ports = portList?.split(',') ?? []
  const written = list.split(',')
  if (written.length > hostsMax) return `names ${written.length} hosts; ${hostsMax} are the most.`
  if (ports.length > 1 && ports.length !== written.length)
    return `names ${written.length} hosts and ${ports.length} ports; there must be one port, or one for each.`
  const hosts: DatabaseHost[] = []
  for (const [at, one] of written.entries()) {
    const [, bracketed, plain = '', ownPort] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(one) ?? []
    const host = bracketed ?? decode(plain)
    if (host === null) return 'has a host that is not percent-encoded as it should be.'
    if (host === '' && written.length > 1) return 'has an empty name among its hosts.'
    const port = ownPort || ports[at] || ports[0] || String(usualPort)
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
      return `has the port ${port}; it must be a number from 1 to 65535.`
    hosts.push({ host: host || 'localhost', port: Number(port) })
  }
  return hosts
}

function encodeHost(host: string): string {
  return host.includes(':') ? `[${host}]` : encodeURIComponent(host)
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
