import { type Client, createClient } from '../../contract/client.ts'
import { type Connection, openConnection } from '../http/connection.ts'
import { createCookieJar } from '../http/cookies.ts'
import { requestText } from '../http/wire.ts'

/** A customer with connections and cookies of their own: to the server, somebody at another computer. */
export interface Buyer {
  client: Client
  /** Opens connections until `count` are idle, so that as many requests can leave in the same instant. */
  connect(count: number): Promise<void>
  leave(): void
}

/** Nothing has been sent yet: the server meets this buyer with the first request. */
export function createBuyer(url: string): Buyer {
  const jar = createCookieJar()
  const idle: Connection[] = []
  const all = new Set<Connection>()
  const { host, origin } = new URL(url)

  const open = async (): Promise<Connection> => {
    const connection = await openConnection(url)
    all.add(connection)
    return connection
  }
  const takeIdle = (): Connection | undefined => {
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (connection.open) return connection
      all.delete(connection)
    }
    return undefined
  }
  // Written in the same tick when a connection is idle; `async` would put a turn between two buyers of one rush.
  const fetchOwn = (address: string, init: RequestInit): Promise<Response> => {
    const connection = takeIdle()
    return connection ? exchange(connection, address, init) : open().then((c) => exchange(c, address, init))
  }
  const exchange = (connection: Connection, address: string, init: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const cookie = jar.header()
      const headers = { host, origin, ...(init.headers as Record<string, string>), ...(cookie && { cookie }) }
      const request = requestText({
        method: init.method ?? 'GET',
        path: address.slice(origin.length),
        headers,
        ...(typeof init.body === 'string' && { body: init.body }),
      })
      connection.send(
        request,
        (status, head, body) => {
          jar.absorb(head)
          idle.push(connection)
          const retryAfter = /\r\nretry-after: *(\d+)/i.exec(head)?.[1]
          resolve(
            new Response(body.length === 0 ? null : body.toString(), {
              status,
              // Of text, `Response` would say that it is plain: the client reads as JSON only what says so.
              headers: {
                'content-type': 'application/json',
                ...(retryAfter && { 'retry-after': retryAfter }),
              },
            }),
          )
        },
        reject,
      )
    })

  return {
    client: createClient(origin, fetchOwn),
    connect: async (count) => {
      const missing = Math.max(0, count - idle.length)
      idle.push(...(await Promise.all(Array.from({ length: missing }, open))))
    },
    leave: () => {
      for (const connection of all) connection.close()
    },
  }
}
