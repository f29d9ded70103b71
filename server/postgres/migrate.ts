import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PoolClient } from 'pg'
import { databaseLimits } from '../limits/database-limits.ts'
import { type Definition, replaceFunctions } from './migrate-functions.ts'
import type { Pool } from './pool.ts'

export interface Migrated {
  /** Names of what was applied by this call. */
  migrations: string[]
  functions: string[]
}

const ourSql = fileURLToPath(new URL('../sql/', import.meta.url))
/** Any number will do, as long as every Fullhouse uses the same one. */
const migrationLock = 7_302_114_001

/**
 * Brings the database to this version's schema.
 *
 * `migrations/NNNN-name.sql` run once each, in order, each in its own transaction. A file that was applied must never
 * change again: its checksum is kept, and a difference stops the start, because no two databases would then be alike.
 * `functions/name.sql` hold what is replaced rather than altered, and are applied again whenever they change.
 * Several servers may start at once: all but one wait.
 *
 * `upTo` names the last migration to apply, without the functions, which may need later ones: for data that an older
 * version has written.
 */
export async function migrate(pool: Pool, folder: string = ourSql, upTo?: string): Promise<Migrated> {
  const migrations = await migrationFiles(folder)
  const functions = upTo === undefined ? await definitions(join(folder, 'functions')) : []
  const client = await pool.connect()
  try {
    await alone(client, () =>
      patiently(
        client,
        `create table if not exists schema_migrations (
           name text primary key, checksum text not null, applied_at timestamptz not null default now());
         create table if not exists schema_functions (
           name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
      ),
    )
    return {
      migrations: await applyMigrations(client, migrations, upTo),
      functions: upTo === undefined ? await alone(client, () => replaceFunctions(client, functions)) : [],
    }
  } finally {
    // Ending the connection undoes what is under way, whatever state it is in.
    client.release(true)
  }
}

/**
 * Runs one step in a transaction, while all others who migrate wait. The lock and the settings end with the transaction, so
 * that nothing stays on a connection that a pooler gives to somebody else.
 */
async function alone<T>(client: PoolClient, step: () => Promise<T>): Promise<T> {
  await client.query('begin')
  await client.query(`set local statement_timeout = ${databaseLimits.migrationStatementTimeoutMs}`)
  await client.query('set local idle_in_transaction_session_timeout = 0')
  try {
    await patiently(client, 'select pg_advisory_xact_lock($1)', [migrationLock])
    const done = await step()
    await client.query('commit')
    return done
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** This version's migrations, in order. */
export function migrationFiles(folder: string = ourSql): Promise<Definition[]> {
  return definitions(join(folder, 'migrations'))
}

/** One transaction each: between two of them another server may have its turn, so each looks again at what is missing. */
async function applyMigrations(
  client: PoolClient,
  migrations: Definition[],
  upTo: string | undefined,
): Promise<string[]> {
  const wanted = migrations.filter(({ name }) => upTo === undefined || name <= upTo)
  const applied: string[] = []
  for (;;) {
    const name = await alone(client, async () => {
      const known = await readApplied(client)
      refuseStrange(known, migrations)
      const next = wanted.find((one) => !known.has(one.name))
      if (next === undefined) return null
      try {
        await patiently(client, next.sql)
        await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
          next.name,
          next.checksum,
        ])
      } catch (cause) {
        throw new Error(`Migration ${next.name} failed; the database is as it was before it.`, { cause })
      }
      return next.name
    })
    if (name === null) return applied
    applied.push(name)
  }
}

async function readApplied(client: PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query<Definition>('select name, checksum from schema_migrations')
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

function refuseStrange(applied: ReadonlyMap<string, string>, migrations: Definition[]): void {
  const known = new Set(migrations.map(({ name }) => name))
  for (const name of applied.keys())
    if (!known.has(name))
      throw new Error(
        `The database has migration ${name}, which this version does not know. It was used by a newer one.`,
      )
  for (const { name, checksum } of migrations)
    if (applied.has(name) && applied.get(name) !== checksum)
      throw new Error(
        `Migration ${name} has changed since it was applied to this database. Undo the change and write a new migration.`,
      )
}

/** Runs a statement that may take longer than any of a running server's. */
async function patiently(client: PoolClient, text: string, values?: unknown[]): Promise<void> {
  const query_timeout = databaseLimits.migrationStatementTimeoutMs + databaseLimits.queryGraceMs
  // Without values the driver sends the text as it is, so that one file may hold many statements.
  const query = values ? { text, values, query_timeout } : { text, query_timeout }
  await client.query(query)
}

/** The `.sql` files of a folder by name; none when there is no such folder. */
async function definitions(folder: string): Promise<Definition[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return Promise.all(
    files
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map(async (file) => {
        const sql = await readFile(join(folder, file), 'utf8')
        return {
          name: file.slice(0, -'.sql'.length),
          sql,
          checksum: createHash('sha256').update(sql).digest('hex'),
        }
      }),
  )
}
