/** As much of WebSocket (RFC 6455) as watching needs: whole frames of a server, which are never masked. */
export type OnFrame = (isBinary: boolean, payload: Buffer) => void

const EMPTY = Buffer.alloc(0)

/** Takes what arrives, in any pieces. `payload` is a view of what arrived and does not outlive the call. */
export function createFrameReader(onFrame: OnFrame): (chunk: Buffer) => void {
  let waiting: Buffer = EMPTY
  return (chunk) => {
    const bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    let at = 0
    while (bytes.length - at >= 2) {
      const short = bytes[at + 1]! & 0x7f
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (bytes.length - at < head) break
      const length =
        short < 126
          ? short
          : short === 126
            ? bytes.readUInt16BE(at + 2)
            : Number(bytes.readBigUInt64BE(at + 2))
      if (bytes.length - at < head + length) break
      const opcode = bytes[at]! & 0x0f
      if (opcode === 1 || opcode === 2) onFrame(opcode === 2, bytes.subarray(at + head, at + head + length))
      at += head + length
    }
    // A copy: the memory that was read into is used again.
    waiting = at === bytes.length ? EMPTY : Buffer.from(bytes.subarray(at))
  }
}
