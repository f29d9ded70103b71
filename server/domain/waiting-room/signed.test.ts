import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isAdmissionOf, signAdmission } from './admission-token.ts'
import { type Challenge, isSolved, makeChallenge } from './challenge.ts'

const key = Buffer.from('key')
const nowMs = Date.parse('2026-11-21T10:00:00Z')

test('an admission is good for its event, its customer and its time', () => {
  const token = signAdmission(key, 'event', 'customer', nowMs + 60_000)
  const isGood = (
    change: { key?: Buffer; token?: string; event?: string; ids?: string[]; atMs?: number } = {},
  ) =>
    isAdmissionOf(
      change.key ?? key,
      change.token ?? token,
      change.event ?? 'event',
      change.ids ?? ['guest', 'customer'],
      change.atMs ?? nowMs,
    )
  expect(isGood()).toBe(true)
  expect(isGood({ event: 'another' })).toBe(false)
  expect(isGood({ ids: ['guest'] })).toBe(false)
  expect(isGood({ atMs: nowMs + 61_000 })).toBe(false)
  expect(isGood({ key: Buffer.from('other') })).toBe(false)
  const [end, signature] = token.split('.')
  expect(isGood({ token: `${(Number.parseInt(end!, 36) + 60).toString(36)}.${signature}` })).toBe(false)
  for (const garbage of ['', '.', 'x', `${end}.`, `.${signature}`, '💥.💥'])
    expect(isGood({ token: garbage })).toBe(false)
})

const whom = { eventId: 'event', customerId: 'customer' }
const parts = { expiresAtMs: nowMs + 60_000, maxnumber: 500, random: 'abc', chance: 0.7 }

function solve({ challenge, salt, maxnumber, ...rest }: Challenge): string {
  for (let number = 0; number <= maxnumber; number += 1)
    if (createHash('sha256').update(`${salt}${number}`).digest('hex') === challenge)
      return Buffer.from(JSON.stringify({ ...rest, challenge, salt, number })).toString('base64')
  throw new Error('there is no solution')
}

test('a challenge can be solved, and its solution is good for one visitor, for a while', () => {
  const challenge = makeChallenge(key, whom, parts)
  const solution = solve(challenge)
  expect(isSolved(key, whom, solution, nowMs)).toBe(true)
  expect(isSolved(key, { ...whom, customerId: 'another' }, solution, nowMs)).toBe(false)
  expect(isSolved(key, { ...whom, eventId: 'another' }, solution, nowMs)).toBe(false)
  expect(isSolved(key, whom, solution, nowMs + 61_000)).toBe(false)
  expect(isSolved(Buffer.from('other'), whom, solution, nowMs)).toBe(false)
})

test('what is no solution of ours is refused: garbage, a wrong number, a challenge of somebody’s own', () => {
  const challenge = makeChallenge(key, whom, parts)
  const altered = (change: object) =>
    Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(solve(challenge), 'base64').toString()), ...change }),
    ).toString('base64')
  const own = makeChallenge(Buffer.from('mine'), whom, { ...parts, maxnumber: 1 })
  for (const payload of [
    '',
    'nonsense',
    altered({ number: 1 }),
    altered({ number: '350' }),
    altered({ salt: `${challenge.salt.replace(/expires=\d+/, 'expires=99999999999')}` }),
    solve(own),
  ])
    expect(isSolved(key, whom, payload, nowMs)).toBe(false)
})
