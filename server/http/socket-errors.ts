import type { Socket } from 'node:net'
import { httpLimits } from '../limits/http-limits.ts'
import type { AnyRefusal } from './error-reply.ts'
import { problems, problemText } from './problem.ts'

/** Answers what Node's parser could not read as a request: there is no request or reply to work with yet. */
export function createSocketErrorReply(requestId: () => string) {
  return function replySocketError(error: NodeJS.ErrnoException, socket: Socket): void {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy()
      return
    }
    const refusal = refusalOf(error.code)
    const body = problemText(refusal, requestId())
    const { status, title } = problems[refusal.code]
    socket.end(
      `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    )
  }
}

function refusalOf(code: string | undefined): AnyRefusal {
  if (code === 'HPE_HEADER_OVERFLOW') return { code: 'PAYLOAD_TOO_LARGE', limitBytes: httpLimits.headerBytes }
  const message =
    code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'the request did not arrive in time' : 'this is not valid HTTP'
  return { code: 'INVALID_REQUEST', errors: [{ path: '', message }] }
}
