import { once } from 'node:events'
import {
  Agent,
  type ClientRequest,
  createServer,
  get,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * A load balancer as plain as one can be: each request, and each WebSocket, goes to the next server whose `/readyz` says
 * 200, whoever sends it and on whichever connection. Nobody is kept at one server, so whatever does not work from
 * any of them is found. It never sends a request a second time once a byte of it has left.
 */
export interface Balancer {
  url: string
  /** Requests and sockets that each server was given, by its address. */
  readonly given: ReadonlyMap<string, number>
  /** Addresses of the servers that are ready, as far as it knows. */
  ready(): string[]
  close(): Promise<void>
}

const lookEveryMs = 100
const lookTimeoutMs = 1_000
/** Looks in a row without an answer, after which a server is left out: one may only be busy. What it answers counts at once. */
const silentLooks = 3
/** For a server to begin its reply. */
const replyTimeoutMs = 30_000
/** Connections of clients are kept as long as a server would keep them. */
const idleMs = 65_000
/** Headers that are about one connection, not about the request. */
const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade'])

interface Server {
  url: string
  host: string
  port: number
  isReady: boolean
  silentLooks: number
}

/** Listens on a free port of the loopback address. Returns once every server is ready; throws when one is not in time. */
export async function startBalancer(urls: readonly string[], startTimeoutMs = 30_000): Promise<Balancer> {
  const servers = urls.map((url): Server => {
    const { hostname, port } = new URL(url)
    return { url, host: hostname, port: Number(port), isReady: false, silentLooks: 0 }
  })
  const given = new Map(urls.map((url) => [url, 0]))
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 1_024 })
  const open = new Set<Socket>()
  let turn = 0

  /** The next that is ready, unless it has been tried for this request. */
  const next = (tried: ReadonlySet<Server>): Server | undefined => {
    for (let step = 0; step < servers.length; step += 1) {
      const server = servers[(turn + step) % servers.length]!
      if (!server.isReady || tried.has(server)) continue
      turn = (turn + step + 1) % servers.length
      given.set(server.url, given.get(server.url)! + 1)
      return server
    }
    return undefined
  }
  /** Nobody listens there any more, so nothing of the request was read: another server may have it. */
  const isGone = (server: Server, cause: unknown): boolean => {
    const refused = (cause as NodeJS.ErrnoException).code === 'ECONNREFUSED'
    if (refused) server.isReady = false
    return refused
  }

  const pass = (
    incoming: IncomingMessage,
    reply: ServerResponse,
    body: Buffer | null,
    tried: Set<Server>,
  ): void => {
    const server = next(tried)
    if (server === undefined) {
      say(reply, 503)
      return
    }
    tried.add(server)
    const outgoing: ClientRequest = request({
      agent,
      host: server.host,
      port: server.port,
      method: incoming.method,
      path: incoming.url,
      headers: [
        ...endToEnd(incoming),
        ...['x-forwarded-for', incoming.socket.remoteAddress ?? ''],
        // Of a POST without a body Node would otherwise make one with a body of no chunks.
        ...(body === null && incoming.method !== 'GET' ? ['content-length', '0'] : []),
      ],
      timeout: replyTimeoutMs,
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('no reply in time')))
    outgoing.on('error', (cause) => {
      if (reply.destroyed) return
      if (isGone(server, cause)) pass(incoming, reply, body, tried)
      else say(reply, 502)
    })
    outgoing.on('response', (answer) => {
      reply.writeHead(answer.statusCode!, endToEnd(answer))
      answer.pipe(reply)
      answer.on('error', () => reply.destroy())
    })
    // Whoever goes away in the middle takes the request along, as with any proxy.
    reply.once('close', () => {
      if (!reply.writableFinished) outgoing.destroy()
    })
    outgoing.end(body ?? undefined)
  }

  const http = createServer((incoming, reply) => {
    reply.on('error', () => {})
    const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers
    if (length === undefined && encoding === undefined) return pass(incoming, reply, null, new Set())
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => pass(incoming, reply, Buffer.concat(parts), new Set()))
  })

  const tunnel = (incoming: IncomingMessage, client: Socket, head: Buffer, tried: Set<Server>): void => {
    const server = next(tried)
    if (server === undefined) {
      client.destroy()
      return
    }
    tried.add(server)
    const upstream = connect(server.port, server.host)
    upstream.setNoDelay(true)
    upstream.once('connect', () => {
      const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`]
      for (let at = 0; at < incoming.rawHeaders.length; at += 2)
        lines.push(`${incoming.rawHeaders[at]}: ${incoming.rawHeaders[at + 1]}`)
      upstream.write(`${lines.join('\r\n')}\r\nx-forwarded-for: ${client.remoteAddress}\r\n\r\n`)
      upstream.write(head)
      client.pipe(upstream).pipe(client)
      upstream.once('close', () => client.destroySoon())
    })
    upstream.on('error', (cause) => {
      if (isGone(server, cause)) tunnel(incoming, client, head, tried)
      else client.destroy()
    })
    client.on('error', () => upstream.destroy())
    client.once('close', () => upstream.destroy())
  }
  http.keepAliveTimeout = idleMs
  http.on('upgrade', (incoming, client: Socket, head) => tunnel(incoming, client, head, new Set()))
  http.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })

  const look = async (server: Server): Promise<void> => {
    const status = await readiness(server.url)
    server.silentLooks = status === 'silent' ? server.silentLooks + 1 : 0
    if (status !== 'silent' || server.silentLooks >= silentLooks) server.isReady = status === 200
  }
  let isOpen = true
  const keepLooking = async (server: Server): Promise<void> => {
    while (isOpen) {
      await look(server)
      await pause(lookEveryMs, undefined, { ref: false })
    }
  }
  const close = async (): Promise<void> => {
    isOpen = false
    agent.destroy()
    for (const socket of open) socket.destroy()
    http.close()
    await once(http, 'close')
  }

  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  for (const server of servers) void keepLooking(server)
  const deadline = Date.now() + startTimeoutMs
  while (servers.some(({ isReady }) => !isReady)) {
    await pause(10)
    if (Date.now() < deadline) continue
    await close()
    throw new Error(`${servers.filter(({ isReady }) => !isReady).map(({ url }) => url)} did not become ready`)
  }
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    given,
    ready: () => servers.filter(({ isReady }) => isReady).map(({ url }) => url),
    close,
  }
}

function say(reply: ServerResponse, status: 502 | 503): void {
  if (reply.headersSent) {
    reply.destroy()
    return
  }
  reply.writeHead(status, { 'content-type': 'text/plain', 'retry-after': '1' })
  reply.end(status === 502 ? 'The server did not answer.\n' : 'No server is ready.\n')
}

/** Names and values in turn, as they came, without what is about the connection that they came on. */
function endToEnd({ rawHeaders }: IncomingMessage): string[] {
  const kept: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (!ofConnection.has(rawHeaders[at]!.toLowerCase())) kept.push(rawHeaders[at]!, rawHeaders[at + 1]!)
  return kept
}

/** The status of `/readyz`. On a connection of its own: one that is kept could be to a server that has been killed since. */
function readiness(url: string): Promise<number | 'gone' | 'silent'> {
  return new Promise((resolve) => {
    const asked = get(`${url}/readyz`, { agent: false, timeout: lookTimeoutMs }, (answer) => {
      answer.resume()
      resolve(answer.statusCode!)
    })
    asked.on('timeout', () => {
      resolve('silent')
      asked.destroy()
    })
    asked.on('error', () => resolve('gone'))
  })
}
