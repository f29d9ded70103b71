import { compactVerify } from 'jose'
import { expect, test } from 'vitest'
import { createUuidMaker } from '../ids.ts'
import { guestLimits } from '../limits/guest-limits.ts'
import { createGuests } from './guests.ts'

const uuid = createUuidMaker()
const key = new Uint8Array(32).fill(7)

test('an issued cookie is known at once, and another server with the same key accepts it', () => {
  const guests = createGuests(key)
  const id = uuid()
  const cookie = guests.issue(id)
  expect(guests.known(cookie)?.id).toBe(id)

  const other = createGuests(key)
  expect(other.known(cookie)).toBeUndefined()
  expect(other.check(cookie)?.id).toBe(id)
  expect(other.known(cookie)?.id).toBe(id)
})

test('a cookie is the JWS that any other program would read', async () => {
  const id = uuid()
  const { payload, protectedHeader } = await compactVerify(createGuests(key).issue(id), key)
  expect(protectedHeader).toEqual({ alg: 'HS256' })
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ sub: id, iat: expect.any(Number) })
})

test('the client says who it is and is not believed: a cookie of another key, a changed one, an unsigned one', () => {
  const guests = createGuests(key)
  const victim = uuid()
  const foreign = createGuests(new Uint8Array(32).fill(8)).issue(victim)
  const [header, , signature] = guests.issue(uuid()).split('.')
  const claim = Buffer.from(JSON.stringify({ sub: victim, iat: Math.floor(Date.now() / 1000) })).toString(
    'base64url',
  )
  const none = Buffer.from('{"alg":"none"}').toString('base64url')

  for (const cookie of [
    foreign,
    `${header}.${claim}.${signature}`,
    `${none}.${claim}.`,
    `${header}.${claim}`,
    `${guests.issue(uuid())}.more`,
    victim,
    '',
    '..',
    'a.b.c',
    'x'.repeat(10_000),
  ]) {
    expect(guests.check(cookie), cookie).toBeNull()
    expect(guests.known(cookie)).toBeUndefined()
  }
})

test('a cookie ends after its time, remembered or not', () => {
  let ms = Date.UTC(2026, 0, 1)
  const guests = createGuests(key, () => ms)
  const cookie = guests.issue(uuid())
  ms += guestLimits.cookieSeconds * 1000 - 1
  expect(guests.known(cookie)).toBeDefined()
  ms += 1
  expect(guests.known(cookie)).toBeUndefined()
  expect(guests.check(cookie)).toBeNull()
})
