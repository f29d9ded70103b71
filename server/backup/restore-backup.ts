import { migrate, migrationFiles } from '../postgres/migrate.ts'
import type { Pool, Queryable } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { type BackupHeader, textSettings } from './backup-format.ts'
import { type CatalogueTable, quoted, readTables } from './catalogue.ts'
import { BrokenBackup, checkBackup, readBackup } from './read-backup.ts'

/** A restore that must not be done. The message is for people. */
export class CannotRestore extends Error {}

export interface Restored {
  takenAt: string
  rows: number
}

/**
 * Fills an empty database from a backup: the schema as it was when the backup was taken, the rows in one transaction, then
 * whatever migrations came later. A file that is not whole, or a database with anything in it, is refused before it is touched.
 */
export async function restoreBackup(pool: Pool, path: string): Promise<Restored> {
  const header = await checkBackup(path)
  await refuseUnknownSchema(header)
  await refuseUsedDatabase(pool)
  await migrate(pool, undefined, header.migrations.at(-1)?.name ?? '')
  const rows = await transaction(pool, (db) => fill(db, path, header), { settings: textSettings })
  await migrate(pool)
  await pool.query('analyze')
  return { takenAt: header.takenAt, rows }
}

async function refuseUnknownSchema({ migrations }: BackupHeader): Promise<void> {
  const ours = new Map((await migrationFiles()).map(({ name, checksum }) => [name, checksum]))
  const strange = migrations.find(({ name, checksum }) => ours.get(name) !== checksum)
  if (strange)
    throw new CannotRestore(
      `The backup is of a Fullhouse with migration ${strange.name}, which this one does not have. Restore it with that version or a newer one.`,
    )
}

async function refuseUsedDatabase(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') limit 1`,
  )
  if (rows[0])
    throw new CannotRestore(
      `The database is not empty (it has a table ${rows[0].name}). Restore into a new one: nothing is ever overwritten.`,
    )
}

async function fill(db: Queryable, path: string, { sequences }: BackupHeader): Promise<number> {
  const tables = new Map((await readTables(db)).map((table) => [table.name, table]))
  // What migrations themselves have put there is in the backup, too.
  await db.query(`truncate ${[...tables.keys()].map(quoted).join(', ')}`)
  let table: CatalogueTable | undefined
  let count = 0
  for await (const line of readBackup(path)) {
    if (Array.isArray(line)) {
      await insert(db, table!, line)
      count += line.length
    } else if ('table' in line) {
      table = tables.get(line.table)
      if (table === undefined || String(table.columns) !== String(line.columns))
        throw new BrokenBackup(`${path} has a table ${line.table} that its own schema does not have so.`)
    }
  }
  for (const { name, value, used } of sequences)
    await db.query('select setval($1::regclass, $2, $3)', [quoted(name), value, used])
  return count
}

/** A row is read by PostgreSQL as it was written by it. What it computes by itself it computes again. */
async function insert(db: Queryable, { name, stored }: CatalogueTable, rows: string[]): Promise<void> {
  const table = quoted(name)
  const columns = stored.map(quoted)
  await db.query(
    `insert into ${table} (${columns.join(', ')}) overriding system value
     select ${columns.map((column) => `r.${column}`).join(', ')} from unnest($1::${table}[]) r`,
    [rows],
  )
}
