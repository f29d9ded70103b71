import type { PoolClient } from 'pg'
import { sqlState } from './sqlstate.ts'

/** One `.sql` file. */
export interface Definition {
  name: string
  sql: string
  checksum: string
}

/** `create or replace` cannot change what a function returns or how its parameters are called. */
const invalidFunctionDefinition = '42P13'

/** Applies each function whose file has changed, in the caller's transaction. A file holds one function, named like the file. */
export async function replaceFunctions(client: PoolClient, functions: Definition[]): Promise<string[]> {
  const applied = new Map(
    (await client.query<Definition>('select name, checksum from schema_functions')).rows.map((row) => [
      row.name,
      row.checksum,
    ]),
  )
  const changed = functions.filter(({ name, checksum }) => applied.get(name) !== checksum)
  for (const definition of changed) {
    try {
      await replace(client, definition)
    } catch (cause) {
      throw new Error(`Function ${definition.name} could not be applied: ${(cause as Error).message}`, {
        cause,
      })
    }
    await client.query(
      `insert into schema_functions (name, checksum) values ($1, $2)
       on conflict (name) do update set checksum = excluded.checksum, applied_at = now()`,
      [definition.name, definition.checksum],
    )
  }
  return changed.map(({ name }) => name)
}

/**
 * Replaces in place where possible, because a policy or a trigger may depend on the function. With other parameters
 * PostgreSQL would keep the old one beside the new one, and a call might reach either; so what was there before and is
 * not the new one is dropped.
 */
async function replace(client: PoolClient, { name, sql }: Definition): Promise<void> {
  const before = await signatures(client, name)
  await client.query('savepoint replacing')
  try {
    await client.query(sql)
  } catch (error) {
    if (sqlState(error) !== invalidFunctionDefinition) throw error
    await client.query('rollback to savepoint replacing')
    await drop(client, before)
    await client.query(sql)
    return
  }
  const after = await signatures(client, name)
  const added = after.filter((signature) => !before.includes(signature))
  if (after.length === 0) throw new Error(`the file ${name}.sql defines no function ${name}`)
  if (added.length > 0) await drop(client, before)
}

async function signatures(client: PoolClient, name: string): Promise<string[]> {
  const { rows } = await client.query<{ signature: string }>(
    `select oid::regprocedure::text as signature from pg_proc
      where proname = $1 and pronamespace = current_schema()::regnamespace`,
    [name],
  )
  return rows.map(({ signature }) => signature)
}

async function drop(client: PoolClient, functions: string[]): Promise<void> {
  for (const signature of functions) await client.query(`drop function if exists ${signature}`)
}
