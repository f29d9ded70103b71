import { expect, it } from 'vitest'
import { createFrameReader } from './frames.ts'

const frame = (opcode: number, payload: Buffer): Buffer => {
  const long = payload.length > 125
  const head = Buffer.alloc(long ? 4 : 2)
  head[0] = 0x80 | opcode
  head[1] = long ? 126 : payload.length
  if (long) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}

it('finds frames in whatever pieces they come, and passes over pings', () => {
  const all = Buffer.concat([
    frame(1, Buffer.from('hello')),
    frame(9, Buffer.from('ping')),
    frame(2, Buffer.alloc(300, 7)),
    frame(1, Buffer.alloc(0)),
  ])
  for (const size of [1, 2, 3, 7, 100, all.length]) {
    const seen: [boolean, number][] = []
    const read = createFrameReader((isBinary, payload) => seen.push([isBinary, payload.length]))
    for (let at = 0; at < all.length; at += size) read(all.subarray(at, at + size))
    expect(seen, `pieces of ${size}`).toEqual([
      [false, 5],
      [true, 300],
      [false, 0],
    ])
  }
})
