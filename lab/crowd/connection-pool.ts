import { type Connection, openConnection } from '../http/connection.ts'

export interface ConnectionPool {
  /**
   * Runs `use` with a connection to itself, as soon as one is free; who came first is first. `use` says whether the connection
   * can be used again. Rejects when none can be opened.
   */
  lend<T>(use: (connection: Connection) => Promise<{ value: T; reusable: boolean }>): Promise<T>
  close(): void
}

/** At most `limit` connections to one server, kept open. Buyers share them: to the server, a buyer is a cookie. */
export function createConnectionPool(url: string, limit: number): ConnectionPool {
  const idle: Connection[] = []
  const all = new Set<Connection>()
  let line: (() => void)[] = []
  // Taken from at its head without moving the rest: in a rush tens of thousands stand in it.
  let head = 0
  let lent = 0

  const enter = (): Promise<void> | undefined => {
    if (lent < limit) {
      lent += 1
      return undefined
    }
    return new Promise((resolve) => line.push(resolve))
  }
  /** Hands the place on to whoever waits longest, so that nobody who comes meanwhile can have it. */
  const leave = (): void => {
    const next = line[head]
    if (next === undefined) {
      lent -= 1
      return
    }
    head += 1
    if (head > 4096 && head * 2 > line.length) {
      line = line.slice(head)
      head = 0
    }
    next()
  }
  const take = async (): Promise<Connection> => {
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (connection.open) return connection
      all.delete(connection)
    }
    const connection = await openConnection(url)
    all.add(connection)
    return connection
  }

  return {
    async lend(use) {
      await enter()
      try {
        const connection = await take()
        const { value, reusable } = await use(connection)
        if (reusable && connection.open) idle.push(connection)
        else {
          connection.close()
          all.delete(connection)
        }
        return value
      } finally {
        leave()
      }
    },
    close() {
      for (const connection of all) connection.close()
    },
  }
}
