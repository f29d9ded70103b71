/** What of a seat has changed besides its state. As `seats.lua` numbers them. */
export const Mark = { givenBack: 0, chosen: 1, lapsed: 2, revived: 3, kept: 4 } as const

/** What one script changed, as told on the event's channel and in the reply to whoever ran it. */
export interface Message {
  /** The server that ran it. */
  readonly origin: Buffer
  readonly from: number
  readonly to: number
  /** Packed: seat index << 2 | state. */
  readonly seats: number[]
  /** Packed: seat index << 3 | mark. */
  readonly marks: number[]
}

const headBytes = 32

/** Null for what is not such a message. `from` 0: what changed is not said, everything has to be read anew. */
export function decodeMessage(bytes: Buffer): Message | null {
  if (bytes.length < headBytes) return null
  const seats = bytes.readUInt32LE(24)
  const marks = bytes.readUInt32LE(28)
  if (bytes.length !== headBytes + (seats + marks) * 4) return null
  const read = (from: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => bytes.readUInt32LE(from + at * 4))
  return {
    origin: bytes.subarray(0, 8),
    from: bytes.readDoubleLE(8),
    to: bytes.readDoubleLE(16),
    seats: read(headBytes, seats),
    marks: read(headBytes + seats * 4, marks),
  }
}
