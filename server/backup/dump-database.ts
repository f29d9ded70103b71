import { backupLimits } from '../limits/backup-limits.ts'
import type { Queryable } from '../postgres/pool.ts'
import type { BackupLine } from './backup-format.ts'
import { quoted, readSequences, readTables } from './catalogue.ts'

export interface Dumped {
  takenAt: string
  /** By table. */
  rows: Record<string, number>
}

/**
 * Reads a whole database into lines, one after the other. `db` has to be inside a transaction that sees one snapshot
 * (repeatable read): a sale goes on meanwhile, and a claim without its hold would be worse than no backup.
 */
export async function dumpDatabase(
  db: Queryable,
  write: (line: BackupLine) => Promise<void>,
): Promise<Dumped> {
  const clock = await db.query<{ now: Date }>('select clock_timestamp() as now')
  const takenAt = clock.rows[0]!.now.toISOString()
  const migrations = await db.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations order by name',
  )
  const tables = await readTables(db)
  // A sequence belongs to no snapshot. Read after it was taken, it is past every number in it.
  const sequences = await readSequences(db)
  await write({ fullhouse: 'backup', format: 1, takenAt, migrations: migrations.rows, sequences })

  const rows: Record<string, number> = {}
  for (const { name, columns } of tables) {
    await write({ table: name, columns })
    rows[name] = await dumpTable(db, name, write)
  }
  await write({ end: rows })
  return { takenAt, rows }
}

/** Rows are fetched a few at a time, as many as make a batch of middling size: a seat plan is ten megabytes, a claim a hundred bytes. */
async function dumpTable(
  db: Queryable,
  name: string,
  write: (line: BackupLine) => Promise<void>,
): Promise<number> {
  const { rowsMax, batchCharacters } = backupLimits
  await db.query(`declare backup no scroll cursor for select t::text as line from ${quoted(name)} t`)
  let count = 0
  for (let size = 1; ; ) {
    const { rows } = await db.query<{ line: string }>(`fetch ${size} from backup`)
    if (rows.length === 0) break
    count += rows.length
    await write(rows.map(({ line }) => line))
    const characters = rows.reduce((sum, { line }) => sum + line.length, 0)
    if (characters < batchCharacters) size = Math.min(size * 4, rowsMax)
    else size = Math.max(1, size >> 2)
  }
  await db.query('close backup')
  return count
}
