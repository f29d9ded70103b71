/**
 * Order numbers for people: eight characters that can be read out on the telephone, unique because they are a permutation
 * of the ledger's sequence, and telling nobody how many were sold. Not a secret: nothing is granted for knowing one.
 */

/** Crockford's base 32: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DIGITS = 8
/** 2^40 numbers. */
const SIZE = 1n << 40n
/** Odd, so that multiplying by it modulo 2^40 is a permutation; near the golden ratio, so that neighbours land far apart. */
const FACTOR = 679_891_637_639n
const OFFSET = 413_158_720_051n

/** `sequence` is a whole number from 1. */
export function orderNumber(sequence: number): string {
  let value = (BigInt(sequence) * FACTOR + OFFSET) % SIZE
  let text = ''
  for (let digit = 0; digit < DIGITS; digit += 1) {
    text = ALPHABET[Number(value & 31n)]! + text
    value >>= 5n
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
