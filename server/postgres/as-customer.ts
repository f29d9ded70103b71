import assert from 'node:assert/strict'
import { isUuid } from '../ids.ts'
import type { Pool, Queryable } from './pool.ts'
import { transaction } from './transaction.ts'

/**
 * Reads for a customer, in the role whose row policies show that customer's rows only (0002-row-security.sql): also a
 * query without a WHERE sees nothing of anyone else. `customerIds` are those of one caller: an account, a guest, or
 * both. Nothing can be written, and role and ids end with the transaction, so the connection goes back as it came.
 */
export function asCustomer<T>(
  pool: Pool,
  customerIds: readonly string[],
  work: (db: Queryable) => Promise<T>,
): Promise<T> {
  // SET takes no parameters, so the ids become part of the statement: they must be nothing but ids.
  assert(customerIds.every(isUuid), 'customer ids are UUIDs')
  return transaction(pool, work, {
    readOnly: true,
    settings: `set local role fullhouse_customer; set local fullhouse.customers = '${customerIds.join(',')}'`,
  })
}
