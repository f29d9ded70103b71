import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase45, toBase45 } from './base45.ts'

test('the examples of RFC 9285', () => {
  for (const [plain, encoded] of [
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ] as const) {
    expect(toBase45(Buffer.from(plain))).toBe(encoded)
    expect(Buffer.from(fromBase45(encoded)!).toString()).toBe(plain)
  }
})

test('what is not base45 is refused: other characters, a length that cannot be, numbers too large', () => {
  for (const text of ['bb8', 'BB8B', 'B', 'GGW', ':::', 'ZZ', 'BB8é'])
    expect(fromBase45(text), text).toBeNull()
})

test('bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      expect(fromBase45(toBase45(bytes))).toEqual(bytes)
    }),
  )
})
