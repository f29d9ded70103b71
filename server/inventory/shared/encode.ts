const stampBytes = 8
const nobody = Buffer.alloc(stampBytes)

/** The eight bytes of a hold's id that are random: enough to tell whether a seat is still its own. Zeros for nobody. */
export function stampOf(holdId: string | null): Buffer {
  return holdId === null ? nobody : Buffer.from(holdId.replaceAll('-', '').slice(-stampBytes * 2), 'hex')
}

export function encodeSeats(seats: readonly number[]): Buffer {
  const packed = Buffer.allocUnsafe(seats.length * 4)
  for (let at = 0; at < seats.length; at += 1) packed.writeUInt32LE(seats[at]!, at * 4)
  return packed
}

export function decodeSeats(packed: Buffer, from = 0): number[] {
  const seats: number[] = []
  for (let at = from; at + 4 <= packed.length; at += 4) seats.push(packed.readUInt32LE(at))
  return seats
}

/** These seats; these or others as good; these or none. */
export const WishKind = { exactly: 0, orOthers: 1, orNone: 2 } as const

export interface EncodedWish {
  kind: (typeof WishKind)[keyof typeof WishKind]
  seats: readonly number[]
  ticket: Buffer
  adjacent: boolean
  /** Numbers in the index, null for any. */
  category: number | null
  area: number | null
  /** The stretch in which the proposed seats are. */
  rank: number
  /** A byte for each category, 1 where it is not for this buyer; empty when all are. */
  closed: Buffer
}

const anyCategory = 65_535
const wishHeadBytes = 24

export function encodeWish(wish: EncodedWish): Buffer {
  const { seats, closed } = wish
  const text = Buffer.allocUnsafe(wishHeadBytes + seats.length * 4 + closed.length)
  text.writeUInt8(wish.kind, 0)
  text.writeUInt8(wish.adjacent ? 1 : 0, 1)
  text.writeUInt16LE(seats.length, 2)
  text.writeUInt16LE(wish.category ?? anyCategory, 4)
  text.writeUInt16LE(wish.area === null ? 0 : wish.area + 1, 6)
  text.writeUInt32LE(wish.rank, 8)
  wish.ticket.copy(text, 12)
  text.writeUInt32LE(seats.length, 20)
  encodeSeats(seats).copy(text, wishHeadBytes)
  closed.copy(text, wishHeadBytes + seats.length * 4)
  return text
}

/** As `settle.lua` numbers them. */
export const Act = {
  keep: 1,
  giveBack: 2,
  lost: 3,
  sell: 4,
  grant: 5,
  free: 6,
  block: 7,
  revive: 8,
  lapse: 9,
} as const

export interface EncodedAct {
  act: (typeof Act)[keyof typeof Act]
  seats: readonly number[]
  holdId?: string | null
  ticket?: Buffer
  expiresAtMs?: number
}

const actHeadBytes = 29

export function encodeAct({
  act,
  seats,
  holdId = null,
  ticket = nobody,
  expiresAtMs = 0,
}: EncodedAct): Buffer {
  const text = Buffer.allocUnsafe(actHeadBytes + seats.length * 4)
  text.writeUInt8(act, 0)
  stampOf(holdId).copy(text, 1)
  ticket.copy(text, 9)
  text.writeDoubleLE(expiresAtMs, 17)
  text.writeUInt32LE(seats.length, 25)
  encodeSeats(seats).copy(text, actHeadBytes)
  return text
}

/** A hold's end, for `note-ends.lua`. */
export function encodeEnd(holdId: string, seats: readonly number[], expiresAtMs: number): Buffer {
  const end = Buffer.allocUnsafe(8)
  end.writeDoubleLE(expiresAtMs)
  return Buffer.concat([end, stampOf(holdId), encodeSeats(seats)])
}
