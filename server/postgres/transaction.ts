import { setTimeout as pause } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import { databaseLimits } from '../limits/database-limits.ts'
import type { Pool } from './pool.ts'
import { judge } from './sqlstate.ts'

declare const inTransaction: unique symbol
/** A connection inside a transaction. Functions that must not write outside of one ask for this type. */
export type Transaction = PoolClient & { readonly [inTransaction]: true }

export interface TransactionOptions {
  isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readOnly?: boolean
  /** `set local` statements, sent with BEGIN in one round trip. Never with anything from a request in them. */
  settings?: string
}

/**
 * Runs `work` in a transaction and commits; any throw rolls back.
 *
 * `work` may run several times: when the database asks for it (serialisation failure, deadlock) the whole transaction
 * is run again, at most `databaseLimits.transactionTries` times in all. So `work` must do nothing but talk to the
 * database. A connection lost during COMMIT leaves unknown whether it happened; that is thrown as it came, and the
 * caller's idempotency key finds out.
 */
export async function transaction<T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, work, options)
    } catch (error) {
      if (attempt >= databaseLimits.transactionTries || judge(error)?.verdict !== 'retry') throw error
      await pause(retryPauseMs(attempt))
    }
  }
}

async function once<T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    await client.query(begin(options))
    const result = await work(client as Transaction)
    await client.query('commit')
    return result
  } catch (error) {
    if (judge(error)?.verdict === 'unavailable') broken ??= error as Error
    // A connection that cannot even roll back is not given to the next one.
    if (!broken) await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

function begin({ isolation, readOnly, settings }: TransactionOptions): string {
  const start = `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`
  return settings === undefined ? start : `${start}; ${settings}`
}

/** Grows with each try and is spread at random, so that two that met do not meet again. */
function retryPauseMs(attempt: number): number {
  const most = Math.min(
    databaseLimits.transactionRetryPauseMs * 2 ** attempt,
    databaseLimits.transactionRetryPauseMaxMs,
  )
  return most * (0.5 + Math.random() / 2)
}
