import type { ServerMessage } from '../../contract/live.ts'

const opcodes = { text: 0x1, binary: 0x2, ping: 0x9 } as const
const FINAL = 0x80

/**
 * A complete WebSocket frame as a server sends it: header and payload in one buffer, unmasked, uncompressed. Framed
 * once, the same bytes can be written to every viewer; `ws` would frame them again for each. Measured 2026-11 (2 busy
 * cores, 2,000 sockets on loopback, median of 10 alternating runs): 1.2 µs of our own time a viewer instead of 2.5; the
 * kernel's share, some 7 µs, is the same.
 */
export function frame(kind: keyof typeof opcodes, payload: Uint8Array): Buffer {
  const { length } = payload
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + length)
  bytes[0] = FINAL | opcodes[kind]
  if (head === 2) bytes[1] = length
  else if (head === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.set(payload, head)
  return bytes
}

export function textFrame(message: ServerMessage): Buffer {
  return frame('text', Buffer.from(JSON.stringify(message)))
}

/** A browser answers the ping by itself; its page only ever sees the message. One write carries both. */
export function heartbeatFrame(message: ServerMessage & { type: 'heartbeat' }): Buffer {
  return Buffer.concat([textFrame(message), frame('ping', new Uint8Array(0))])
}
