import { expect, test } from 'vitest'
import { createUuidMaker } from '../ids.ts'
import { guestLimits } from '../limits.ts'
import { createGuests } from './guests.ts'

const uuid = createUuidMaker()
const key = new Uint8Array(32).fill(7)

test('an issued cookie is known at once, and another server with the same key accepts it', async () => {
  const guests = createGuests(key)
  const id = uuid()
  const cookie = await guests.issue(id)
  expect(guests.known(cookie)?.id).toBe(id)

  const other = createGuests(key)
  expect(other.known(cookie)).toBeUndefined()
  expect((await other.check(cookie))?.id).toBe(id)
  expect(other.known(cookie)?.id).toBe(id)
})

test('the client says who it is and is not believed: a cookie of another key, a changed one, an unsigned one', async () => {
  const guests = createGuests(key)
  const victim = uuid()
  const foreign = await createGuests(new Uint8Array(32).fill(8)).issue(victim)
  const [header, , signature] = (await guests.issue(uuid())).split('.')
  const claim = Buffer.from(JSON.stringify({ sub: victim, iat: Math.floor(Date.now() / 1000) })).toString(
    'base64url',
  )
  const none = Buffer.from('{"alg":"none"}').toString('base64url')

  for (const cookie of [
    foreign,
    `${header}.${claim}.${signature}`,
    `${none}.${claim}.`,
    victim,
    '',
    '..',
    'a.b.c',
    'x'.repeat(10_000),
  ]) {
    expect(await guests.check(cookie), cookie).toBeNull()
    expect(guests.known(cookie)).toBeUndefined()
  }
})

test('a cookie ends after its time, remembered or not', async () => {
  let ms = Date.UTC(2026, 0, 1)
  const guests = createGuests(key, () => ms)
  const cookie = await guests.issue(uuid())
  ms += guestLimits.cookieSeconds * 1000 - 1
  expect(guests.known(cookie)).toBeDefined()
  ms += 1
  expect(guests.known(cookie)).toBeUndefined()
  expect(await guests.check(cookie)).toBeNull()
})
