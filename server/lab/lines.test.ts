import { expect, test } from 'vitest'
import { createLineReader } from './lines.ts'

function read(maxBytes: number, pieces: string[]): { lines: string[]; tooLong: number } {
  const heard = { lines: [] as string[], tooLong: 0 }
  const take = createLineReader(
    maxBytes,
    (line) => heard.lines.push(line),
    () => {
      heard.tooLong += 1
    },
  )
  for (const piece of pieces) take(Buffer.from(piece))
  return heard
}

test('lines come whole, however they were cut', () => {
  expect(read(100, ['a', 'b\ncd', '\n', '\n\n', 'e\nf']).lines).toEqual(['ab', 'cd', 'e'])
  const [first, second] = [Buffer.from('é\n').subarray(0, 1), Buffer.from('é\n').subarray(1)]
  const lines: string[] = []
  const take = createLineReader(
    10,
    (line) => lines.push(line),
    () => {},
  )
  take(first)
  take(second)
  expect(lines).toEqual(['é'])
})

test('a line without an end is told of once, and nothing is kept of it', () => {
  expect(read(4, ['ok\n', 'abc', 'de', 'f\nlate\n', 'x'])).toEqual({ lines: ['ok'], tooLong: 1 })
})
