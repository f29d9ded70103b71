import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouse, uuid } from '../../test/races/house.ts'
import { type FreshDatabase, freshDatabase } from '../../test/setup/database.ts'
import { codeCases, codeRule } from '../domain/code-cases.ts'
import { deleteCodeRow, listCodeRows, readCodeUse, storeCode } from './codes.ts'

let database: FreshDatabase
let event: string
beforeAll(async () => {
  database = await freshDatabase()
  event = (await openHouse(database.pool, 10)).id
})
afterAll(() => database[Symbol.asyncDispose]())

/** An order that used a code for so many tickets. State as the ledger numbers it. */
async function used(code: string, tickets: number, customerId: string, state = 2, email = 'a@b.co') {
  await database.pool.query(
    `insert into orders (event_id, id, customer_id, hold_id, state, buyer_name, buyer_email, seats, amounts, total,
                         created_at, payment_deadline, code, code_tickets)
     values ($1, $2, $3, $4, $5, 'A', $6, '{0}', '{0}', 0, now(), now() + interval '1 minute', $7, $8)`,
    [event, uuid(), customerId, uuid(), state, email, code, tickets],
  )
}

async function useCode(code: string, customerId: string, tickets: number, email = 'c@d.co') {
  const { rows } = await database.pool.query('select * from use_code($1, $2, $3, $4, $5)', [
    ...[event, code, customerId, email, tickets],
  ])
  return rows[0]
}

describe('use_code judges as domain/code.ts does', () => {
  test.each(codeCases.map((each, at) => ({ ...each, code: `CASE-${at}` })))('$name', async (each) => {
    const { rule, code, tickets, verdict } = each
    const customerId = uuid()
    if (rule) await storeCode(database.pool, event, { ...codeRule(rule, new Date()), code }, 100)
    if (each.used.byCustomer > 0) await used(code, each.used.byCustomer, customerId)
    if (each.used.byAll > each.used.byCustomer)
      await used(code, each.used.byAll - each.used.byCustomer, uuid())
    expect((await useCode(code, customerId, tickets)).refusal).toBe(verdict)
    const hint = await readCodeUse(database.pool, event, code, customerId)
    expect(hint?.used).toEqual(rule && each.used)
  })
})

test('only orders that are confirmed or may still be paid count, and give their uses back by themselves', async () => {
  const rule = { ...codeRule({ maxTickets: 5 }, new Date()), code: 'COUNTED' }
  await storeCode(database.pool, event, rule, 100)
  for (const state of [3, 4, 5]) await used('COUNTED', 5, uuid(), state)
  await used('COUNTED', 1, uuid(), 1)
  await used('COUNTED', 1, uuid(), 2)
  expect(await useCode('COUNTED', uuid(), 4)).toMatchObject({ refusal: 'used_up', remaining: 3 })
  // Not swept yet, but its time to pay is over.
  await database.pool.query(`update orders set payment_deadline = now() where code = 'COUNTED' and state = 1`)
  expect((await useCode('COUNTED', uuid(), 4)).refusal).toBe(null)
  expect(await listCodeRows(database.pool, event, 'COUNTED')).toMatchObject([{ orders: 1, tickets: 1 }])
})

test('a customer is an account or guest, or an e-mail address in whatever case', async () => {
  await storeCode(database.pool, event, { ...codeRule({ maxPerCustomer: 1 }, new Date()), code: 'ONCE' }, 100)
  await used('ONCE', 1, uuid(), 2, 'Ada@Example.com')
  expect((await useCode('ONCE', uuid(), 1, 'ada@example.COM')).refusal).toBe('used_up')
  expect((await useCode('ONCE', uuid(), 1, 'bob@example.com')).refusal).toBe(null)
})

test('codes are replaced as a whole, deleted, and bounded in number', async () => {
  const other = (await openHouse(database.pool, 3)).id
  const rule = codeRule({ discount: { kind: 'percent', value: 1500 }, unlocks: ['Standing'] }, new Date())
  expect(await storeCode(database.pool, other, rule, 1)).toBe(true)
  expect(await storeCode(database.pool, other, { ...rule, code: 'X2' }, 1)).toBe(false)
  expect(await storeCode(database.pool, other, { ...rule, discount: { kind: 'none' } }, 1)).toBe(true)
  expect(await listCodeRows(database.pool, other)).toMatchObject([
    { code: 'X1', discount: { kind: 'none' }, unlocks: ['Standing'], orders: 0, tickets: 0 },
  ])
  expect(await deleteCodeRow(database.pool, other, 'X1')).toBe(true)
  expect(await deleteCodeRow(database.pool, other, 'X1')).toBe(false)
})
