import type { QueueView } from '../../contract/shapes/queue.ts'
import { type Connection, openConnection } from '../http/connection.ts'
import { createCookieJar } from '../http/cookies.ts'
import { requestText } from '../http/wire.ts'

/** Somebody in the waiting room: a cookie, and what they were last told. */
export interface CrowdVisitor {
  cookie: string
  view: QueueView | null
}

export interface Crowd {
  visitors: CrowdVisitor[]
  requests(): number
  /** One request of a visitor, over whichever connection is free. */
  ask(
    visitor: CrowdVisitor,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: string }>
  close(): void
}

/** Visitors that share some connections. A browser would have one of its own, which is the kernel's memory, not the server's rule. */
export async function gatherCrowd(url: string, size: number, connections: number): Promise<Crowd> {
  const free: Connection[] = await Promise.all(Array.from({ length: connections }, () => openConnection(url)))
  const all = [...free]
  const waiting: ((connection: Connection) => void)[] = []
  const host = new URL(url).host
  let requests = 0

  const take = () => {
    const connection = free.pop()
    return connection
      ? Promise.resolve(connection)
      : new Promise<Connection>((resolve) => waiting.push(resolve))
  }
  const give = (connection: Connection) => {
    const next = waiting.shift()
    if (next) next(connection)
    else free.push(connection)
  }

  return {
    visitors: Array.from({ length: size }, () => ({ cookie: '', view: null })),
    requests: () => requests,
    async ask(visitor, method, path, body) {
      let connection = await take()
      if (!connection.open) all.push((connection = await openConnection(url)))
      requests += 1
      const headers: Record<string, string> = { host, accept: 'application/json' }
      if (visitor.cookie) headers.cookie = visitor.cookie
      if (body !== undefined) headers['content-type'] = 'application/json'
      const text = requestText({
        method,
        path,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      try {
        return await new Promise((resolve, reject) =>
          connection.send(
            text,
            (status, head, bytes) => {
              if (visitor.cookie === '') {
                const jar = createCookieJar()
                jar.absorb(head)
                visitor.cookie = jar.header()
              }
              resolve({ status, body: bytes.toString('utf8') })
            },
            reject,
          ),
        )
      } finally {
        give(connection)
      }
    },
    close() {
      for (const connection of all) connection.close()
    },
  }
}
