/** Where Redis is, as `REDIS_URL` says. */
export interface RedisTarget {
  readonly seeds: readonly RedisAddress[]
  /** Several nodes that share the slots. Any of them tells about the others. */
  readonly isCluster: boolean
  readonly isEncrypted: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  readonly database: number
}

export interface RedisAddress {
  readonly host: string
  readonly port: number
}

const form =
  'REDIS_URL must look like redis://user:password@host:6379/0, or for a Redis Cluster redis://host-1:6379,host-2:6379/?cluster=1'
const defaultPort = 6379
const databasesMax = 1_000_000

/**
 * Reads `REDIS_URL`: `redis://` or, encrypted, `rediss://`, with a user and a password where Redis wants some. A Cluster is
 * named by `?cluster=1`, or by several hosts with commas between them; one that answers is enough. A fault never repeats the
 * value, which may hold a password.
 */
export function parseRedisUrl(value: string | null, faults: string[]): RedisTarget | null {
  if (value === null) return null
  const fault = (reason: string): null => {
    faults.push(`${form}: ${reason}.`)
    return null
  }
  const parts =
    /^(rediss?):\/\/(?:(?<login>[^@/?#]*)@)?(?<hosts>[^@/?#]+)(?<path>\/[^?#]*)?(?<query>\?[^#]*)?$/.exec(
      value,
    )
  if (parts === null) return fault('it has another form')
  const { login = '', hosts = '', path = '', query = '' } = parts.groups ?? {}
  const seeds = hosts.split(',').map(parseHost)
  const wrong = seeds.indexOf(null)
  if (wrong >= 0) return fault(`host ${wrong + 1} is not a name or an address with a port from 1 to 65535`)

  const options = new URLSearchParams(query)
  const unknown = [...options.keys()].find((name) => name !== 'cluster')
  if (unknown !== undefined) return fault(`it has ?${unknown}, and the only thing to set there is cluster`)
  const cluster = options.get('cluster')
  if (cluster !== null && cluster !== '1' && cluster !== '0') return fault('cluster must be 1 or 0')
  if (cluster === '0' && seeds.length > 1) return fault('several hosts are always a Cluster')
  const isCluster = cluster === '1' || seeds.length > 1

  const database = path === '' || path === '/' ? 0 : Number(path.slice(1))
  if (!Number.isInteger(database) || database < 0 || database > databasesMax)
    return fault('what follows the host is the number of a database')
  if (isCluster && database !== 0) return fault('a Cluster has only database 0')

  const colon = login.indexOf(':')
  try {
    return {
      seeds: seeds as RedisAddress[],
      isCluster,
      isEncrypted: value.startsWith('rediss:'),
      username: decodeURIComponent(colon < 0 ? login : login.slice(0, colon)) || undefined,
      password: colon < 0 ? undefined : decodeURIComponent(login.slice(colon + 1)) || undefined,
      database,
    }
  } catch {
    return fault('in user and password, a % must be followed by two hexadecimal digits')
  }
}

function parseHost(text: string): RedisAddress | null {
  const parts = /^(?:\[(?<v6>[\da-fA-F:.]+)\]|(?<name>[\w.-]+))(?::(?<port>\d{1,5}))?$/.exec(text)
  const host = parts?.groups?.v6 ?? parts?.groups?.name
  const port = Number(parts?.groups?.port ?? defaultPort)
  return host === undefined || port < 1 || port > 65_535 ? null : { host, port }
}
