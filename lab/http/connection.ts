import { connect, isIP, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { createReplyReader, type OnReply } from './wire.ts'

/** One keep-alive connection with at most one request under way. */
export interface Connection {
  readonly open: boolean
  /** Sends `request` (whole, as text) and calls `onReply` once; `onFault` instead if no reply can come any more. */
  send(request: string, onReply: OnReply, onFault: (cause: Error) => void): void
  close(): void
}

const connectTimeoutMs = 10_000
// Every connection of a process reads into the same memory: what arrived is looked at before the next read.
const scratch = Buffer.allocUnsafe(256 * 1024)

/** Connects to the host and port of `url`, by TLS for https. Rejects when nobody answers within ten seconds. */
export function openConnection(url: string): Promise<Connection> {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isSecure = protocol === 'https:'
  return new Promise((resolve, reject) => {
    let onReply: OnReply | null = null
    let onFault: ((cause: Error) => void) | null = null
    let open = false

    const fail = (cause: Error): void => {
      open = false
      socket.destroy()
      const tell = onFault
      onReply = onFault = null
      tell?.(cause)
    }
    const reader = createReplyReader((status, head, body) => {
      const tell = onReply
      onReply = onFault = null
      if (!tell) return fail(new Error('a reply that nobody asked for'))
      // Before the reply is told, so that whoever hears it sees a connection that is going away as closed.
      if (head.includes('onnection: close')) open = false
      tell(status, head, body)
    })
    const read = (bytes: Buffer): void => {
      try {
        reader.push(bytes)
      } catch (cause) {
        fail(cause as Error)
      }
    }
    const openPlainly = (): Socket =>
      connect({
        host,
        port: Number(port || 80),
        noDelay: true,
        onread: {
          buffer: scratch,
          callback(bytes, buffer) {
            read(Buffer.from(buffer.buffer, buffer.byteOffset, bytes))
            return true
          },
        },
      })
    const openSecurely = (): Socket =>
      connectSecurely({
        host,
        port: Number(port || 443),
        ALPNProtocols: ['http/1.1'],
        ...(isIP(host) === 0 && { servername: host }),
      })
        .setNoDelay(true)
        .on('data', read)
    const socket = isSecure ? openSecurely() : openPlainly()
    const timeout = setTimeout(() => {
      socket.destroy()
      reject(new Error(`no connection to ${url} within ${connectTimeoutMs} ms`))
    }, connectTimeoutMs)
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timeout)
      open = true
      resolve(connection)
    })
    socket.on('error', (cause) => {
      clearTimeout(timeout)
      reject(cause)
      fail(cause)
    })
    socket.on('close', () => fail(new Error('the server closed the connection')))

    const connection: Connection = {
      get open() {
        return open
      },
      send(request, replied, failed) {
        if (onReply) throw new Error('a request is under way on this connection')
        if (!open) return failed(new Error('the connection is closed'))
        onReply = replied
        onFault = failed
        socket.write(request, 'utf8')
      },
      close: () => {
        open = false
        socket.destroy()
      },
    }
  })
}
