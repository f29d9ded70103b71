/**
 * As much HTTP/1.1 as measuring needs: requests as text, and a reader for replies that does no work beyond finding
 * where they end. A full client would spend more time on a reply than the server spent on the request.
 */
export interface WireRequest {
  method: string
  path: string
  /** `host`, and what is the same in every request. Names in lower case; `content-length` is added. */
  headers: Readonly<Record<string, string>>
  body?: string
}

export function requestText({ method, path, headers, body }: WireRequest): string {
  let text = `${method} ${path} HTTP/1.1\r\n`
  for (const [name, value] of Object.entries(headers)) text += `${name}: ${value}\r\n`
  if (body === undefined) return `${text}\r\n`
  return `${text}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** `head` is the status line and headers; `body` may be a view of a buffer that the next reply overwrites. */
export type OnReply = (status: number, head: string, body: Buffer) => void

export interface ReplyReader {
  /** Takes what arrived. Throws a RangeError on what is not a reply, or is larger than `maxReplyBytes`. */
  push(chunk: Buffer): void
}

/** A ledger dump of 200,000 places is about 30 MB. */
export const maxReplyBytes = 128 * 1024 * 1024

export function createReplyReader(onReply: OnReply): ReplyReader {
  // What has arrived of a reply that is not complete yet; empty nearly always.
  let waiting: Buffer[] = []
  let waitingBytes = 0
  // Bytes without which there is no use in looking again.
  let needed = 0

  return {
    push(chunk) {
      let rest = chunk
      if (waitingBytes > 0) {
        waiting.push(Buffer.from(chunk))
        waitingBytes += chunk.length
        if (waitingBytes > maxReplyBytes) throw new RangeError(`a reply of more than ${maxReplyBytes} bytes`)
        if (waitingBytes < needed) return
        rest = Buffer.concat(waiting)
        waiting = []
        waitingBytes = 0
      }
      while (rest.length > 0) {
        const taken = takeReply(rest, onReply)
        if (taken < 0) {
          needed = -taken
          waiting = [Buffer.from(rest)]
          waitingBytes = rest.length
          return
        }
        rest = rest.subarray(taken)
      }
    },
  }
}

/** Bytes taken by the reply at the start of `bytes`; negative: how many it needs at least. */
function takeReply(bytes: Buffer, onReply: OnReply): number {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return -(bytes.length + 1)
  const head = bytes.toString('latin1', 0, headEnd)
  if (!head.startsWith('HTTP/1.1 ')) throw new RangeError(`not an HTTP/1.1 reply: ${head.slice(0, 40)}`)
  const status = Number(head.slice(9, 12))
  const bodyStart = headEnd + 4

  const length = contentLength(head)
  if (length >= 0) {
    const end = bodyStart + length
    if (bytes.length < end) return -end
    onReply(status, head, bytes.subarray(bodyStart, end))
    return end
  }
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    const parts: Buffer[] = []
    const end = takeChunks(bytes, bodyStart, parts)
    if (end < 0) return end
    onReply(status, head, Buffer.concat(parts))
    return end
  }
  if (status !== 204 && status !== 304 && status >= 200) {
    throw new RangeError(`a ${status} reply that does not say how long it is`)
  }
  onReply(status, head, EMPTY)
  return bodyStart
}

const EMPTY = Buffer.alloc(0)

/** The two spellings that servers send are looked for as plain text: a regular expression costs more. */
function contentLength(head: string): number {
  let at = head.indexOf('\r\ncontent-length: ')
  if (at < 0) at = head.indexOf('\r\nContent-Length: ')
  if (at < 0) return -1
  const end = head.indexOf('\r', at + 18)
  return Number(end < 0 ? head.slice(at + 18) : head.slice(at + 18, end))
}

function takeChunks(bytes: Buffer, from: number, parts: Buffer[]): number {
  let at = from
  while (true) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return -(bytes.length + 1)
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (Number.isNaN(size)) throw new RangeError('a chunk without a size')
    const end = lineEnd + 2 + size + 2
    if (bytes.length < end) return -end
    if (size === 0) return end
    parts.push(bytes.subarray(lineEnd + 2, end - 2))
    at = end
  }
}
