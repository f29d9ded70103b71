import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Proof of work in the form of ALTCHA (altcha.org, v1, SHA-256): the number n ≤ maxnumber with SHA-256(salt + n) = challenge
 * is found by trying, a second or two of a phone, and checked with one hash. It keeps nobody out; it makes ten thousand places cost
 * something.
 *
 * The salt names when it ends and whom it is for. A solution is worth nothing to another visitor, and whoever it is for has
 * one place anyway, so used ones need not be remembered.
 */
export interface Challenge {
  algorithm: 'SHA-256'
  challenge: string
  salt: string
  signature: string
  maxnumber: number
}

export interface ChallengeFor {
  eventId: string
  customerId: string
}

/** `chance` in [0, 1) chooses the number; `random` makes the salt a new one. */
export function makeChallenge(
  key: Uint8Array,
  whom: ChallengeFor,
  { expiresAtMs, maxnumber, random, chance }: ChallengeParts,
): Challenge {
  const salt = `${random}?expires=${Math.floor(expiresAtMs / 1000)}&for=${personOf(key, whom)}`
  const challenge = sha256(salt + Math.floor(chance * (maxnumber + 1)))
  return { algorithm: 'SHA-256', challenge, salt, signature: sign(key, challenge), maxnumber }
}

export interface ChallengeParts {
  expiresAtMs: number
  maxnumber: number
  random: string
  chance: number
}

/** Whether this base64 payload is a solution that counts, for this visitor, now. */
export function isSolved(key: Uint8Array, whom: ChallengeFor, payload: string, nowMs: number): boolean {
  const solution = read(payload)
  if (solution === null) return false
  const { challenge, number, salt, signature } = solution
  const parameters = new URLSearchParams(salt.slice(salt.indexOf('?') + 1))
  return (
    Number(parameters.get('expires')) * 1000 > nowMs &&
    parameters.get('for') === personOf(key, whom) &&
    isSame(sha256(salt + number), challenge) &&
    isSame(sign(key, challenge), signature)
  )
}

interface Solution {
  challenge: string
  number: number
  salt: string
  signature: string
}

function read(payload: string): Solution | null {
  try {
    const { challenge, number, salt, signature } = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
    const isWhole = [challenge, salt, signature].every((text) => typeof text === 'string')
    return isWhole && Number.isSafeInteger(number) ? { challenge, number, salt, signature } : null
  } catch {
    return null
  }
}

function personOf(key: Uint8Array, { eventId, customerId }: ChallengeFor): string {
  return createHmac('sha256', key).update(`${eventId} ${customerId}`).digest('hex').slice(0, 16)
}

function sign(key: Uint8Array, challenge: string): string {
  return createHmac('sha256', key).update(challenge).digest('hex')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
