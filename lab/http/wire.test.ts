import { describe, expect, it } from 'vitest'
import { createReplyReader, requestText } from './wire.ts'

function readAll(chunks: Buffer[]) {
  const replies: { status: number; head: string; body: string }[] = []
  const reader = createReplyReader((status, head, body) =>
    replies.push({ status, head, body: body.toString() }),
  )
  for (const chunk of chunks) reader.push(chunk)
  return replies
}

const sized = 'HTTP/1.1 201 Created\r\ncontent-type: text/plain\r\ncontent-length: 5\r\n\r\nhello'
const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n6;ext=1\r\npedia \r\n0\r\n\r\n'
const bodiless = 'HTTP/1.1 204 No Content\r\ndate: today\r\n\r\n'

describe('reply reader', () => {
  const wire = Buffer.from(sized + chunked + bodiless + sized)
  const expected = [
    [201, 'hello'],
    [200, 'Wikipedia '],
    [204, ''],
    [201, 'hello'],
  ]

  it('finds the same replies however the bytes are cut', () => {
    for (let size = 1; size <= wire.length; size += 1) {
      const chunks: Buffer[] = []
      for (let at = 0; at < wire.length; at += size) chunks.push(wire.subarray(at, at + size))
      expect(readAll(chunks).map((reply) => [reply.status, reply.body])).toEqual(expected)
    }
  })

  it('does not keep a view of a buffer that is used again', () => {
    const scratch = Buffer.alloc(sized.length)
    const bodies: string[] = []
    const reader = createReplyReader((_, __, body) => bodies.push(body.toString()))
    scratch.write(sized.slice(0, 60))
    reader.push(scratch.subarray(0, 60))
    scratch.fill(0).write(sized.slice(60))
    reader.push(scratch.subarray(0, sized.length - 60))
    expect(bodies).toEqual(['hello'])
  })

  it('refuses what is not a reply', () => {
    expect(() => readAll([Buffer.from('SSH-2.0-OpenSSH\r\n\r\n')])).toThrow(RangeError)
    expect(() => readAll([Buffer.from('HTTP/1.1 200 OK\r\n\r\nfor ever')])).toThrow(RangeError)
  })
})

describe('request text', () => {
  it('counts the bytes of the body, not its characters', () => {
    const text = requestText({ method: 'POST', path: '/x', headers: { host: 'h' }, body: 'é' })
    expect(text).toBe('POST /x HTTP/1.1\r\nhost: h\r\ncontent-length: 2\r\n\r\né')
  })
})
