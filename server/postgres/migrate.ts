import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PoolClient } from 'pg'
import { databaseLimits } from '../limits.ts'
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
    await client.query(`set statement_timeout = ${databaseLimits.migrationStatementTimeoutMs}`)
    await patiently(client, 'select pg_advisory_lock($1)', [migrationLock])
    await client.query(`
      create table if not exists schema_migrations (
        name text primary key, checksum text not null, applied_at timestamptz not null default now());
      create table if not exists schema_functions (
        name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
    return {
      migrations: await applyMigrations(client, migrations, upTo),
      functions: upTo === undefined ? await replaceFunctions(client, functions) : [],
    }
  } finally {
    // Ending the connection gives the lock and the settings back, whatever state it is in.
    client.release(true)
  }
}

/** This version's migrations, in order. */
export function migrationFiles(folder: string = ourSql): Promise<Definition[]> {
  return definitions(join(folder, 'migrations'))
}

async function applyMigrations(
  client: PoolClient,
  migrations: Definition[],
  upTo: string | undefined,
): Promise<string[]> {
  const applied = new Map(
    (await client.query<Definition>('select name, checksum from schema_migrations')).rows.map((row) => [
      row.name,
      row.checksum,
    ]),
  )
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

  const missing = migrations.filter(({ name }) => !applied.has(name) && (upTo === undefined || name <= upTo))
  for (const { name, checksum, sql } of missing) {
    try {
      await client.query('begin')
      await patiently(client, sql)
      await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum])
      await client.query('commit')
    } catch (cause) {
      throw new Error(`Migration ${name} failed; the database is as it was before it.`, { cause })
    }
  }
  return missing.map(({ name }) => name)
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
