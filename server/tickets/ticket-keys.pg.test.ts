import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { createPool } from '../postgres/pool.ts'
import { ensureTicketKey, readTicketKeys, rotateTicketKeys, withdrawTicketKey } from './ticket-keys.ts'
import { createTicketSeal } from './ticket-seal.ts'

const sealingKey = Buffer.alloc(32, 1)
const claimKey = Buffer.alloc(32, 2)
const ticket = {
  eventId: '0190aaaa-0000-7000-8000-00000000000e',
  ticketId: '0190aaaa-0000-7000-8000-000000000001',
  seat: 3,
}

test('of several servers that start on an empty database one makes the key, and all sign with it', async () => {
  await using database = await freshDatabase()
  const pools = [1, 2, 3].map(() => createPool(database.connection, { applicationName: 'server', max: 2 }))
  try {
    const known = await Promise.all(pools.map((pool) => ensureTicketKey(pool, sealingKey)))
    expect(known.map((keys) => keys.map(({ id }) => id))).toEqual([[1], [1], [1]])
    const codes = known.map((keys) => createTicketSeal(keys, claimKey).codeOf(ticket))
    expect(new Set(codes).size).toBe(1)
  } finally {
    await Promise.all(pools.map((pool) => pool.end()))
  }
})

test('after a rotation new codes are of the new key; old ones are genuine until their key is withdrawn', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const here = createTicketSeal(await ensureTicketKey(pool, sealingKey), claimKey)
  const there = createTicketSeal(await ensureTicketKey(pool, sealingKey), claimKey)
  const printed = here.codeOf(ticket)
  expect(await withdrawTicketKey(pool, 1), 'the one that signs stays').toBe(false)
  expect(await rotateTicketKeys(pool, sealingKey)).toBe(2)
  here.renew(await readTicketKeys(pool, sealingKey))
  const shown = here.codeOf(ticket)
  expect(here.open(shown)?.keyId).toBe(2)
  expect(here.open(printed)?.keyId).toBe(1)
  // A server that has not looked yet does not know the new one, and the old one still.
  expect([there.open(shown), there.open(printed)?.keyId]).toEqual([null, 1])
  there.renew(await readTicketKeys(pool, sealingKey))
  expect(there.open(shown)).toEqual({ ...ticket, keyId: 2 })

  expect(await withdrawTicketKey(pool, 1)).toBe(true)
  here.renew(await readTicketKeys(pool, sealingKey))
  expect([here.open(printed), here.open(shown)?.keyId]).toEqual([null, 2])
  expect(await rotateTicketKeys(pool, sealingKey), 'a number is never given twice').toBe(3)
})

test('two rotations at once are two keys, of which one signs', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  await ensureTicketKey(pool, sealingKey)
  await Promise.all([rotateTicketKeys(pool, sealingKey), rotateTicketKeys(pool, sealingKey)])
  const keys = await readTicketKeys(pool, sealingKey)
  expect(keys.map(({ id, retiredAt }) => [id, retiredAt === null])).toEqual([
    [3, true],
    [2, false],
    [1, false],
  ])
})

test('the database alone signs nothing: the private half is sealed, to its own public half', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const [key] = await ensureTicketKey(pool, sealingKey)
  const seed = Buffer.from(key!.privateKey!.export({ format: 'jwk' }).d!, 'base64url')
  const { rows } = await pool.query('select public_key, sealed from ticket_keys')
  expect(rows[0].sealed.includes(seed)).toBe(false)
  expect((await readTicketKeys(pool, Buffer.alloc(32, 9)))[0]!.privateKey).toBeNull()
  await pool.query(`update ticket_keys set public_key = set_byte(public_key, 0, get_byte(public_key, 0) # 1)`)
  expect((await readTicketKeys(pool, sealingKey))[0]!.privateKey).toBeNull()
})

test('with another server secret a new key is made, and what was printed before stays genuine', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const printed = createTicketSeal(await ensureTicketKey(pool, sealingKey), claimKey).codeOf(ticket)
  const moved = createTicketSeal(await ensureTicketKey(pool, Buffer.alloc(32, 9)), claimKey)
  expect(moved.open(printed)?.keyId).toBe(1)
  expect(moved.open(moved.codeOf(ticket))?.keyId).toBe(2)
})
