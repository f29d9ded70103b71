import type { Queryable } from '../postgres/pool.ts'
import { bookkeeping } from './backup-format.ts'

export interface CatalogueTable {
  name: string
  /** All of them, in order. */
  columns: string[]
  /** Those that PostgreSQL does not compute by itself. */
  stored: string[]
}

/** The tables that hold data, those that others refer to first. */
export async function readTables(db: Queryable): Promise<CatalogueTable[]> {
  const { rows } = await db.query<CatalogueTable & { refersTo: string[] }>(
    `select c.relname as name,
            array_agg(a.attname::text order by a.attnum) as columns,
            array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as stored,
            array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
                   where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as "refersTo"
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all ($1)
      group by c.oid, c.relname order by c.relname`,
    [bookkeeping],
  )
  const ordered: CatalogueTable[] = []
  for (let left = rows; left.length > 0; ) {
    const names = new Set(left.map(({ name }) => name))
    const ready = left.filter(({ refersTo }) => !refersTo.some((name) => names.has(name)))
    if (ready.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...names].join(', ')}`)
    ordered.push(...ready.map(({ name, columns, stored }) => ({ name, columns, stored })))
    left = left.filter((table) => !ready.includes(table))
  }
  return ordered
}

export async function readSequences(
  db: Queryable,
): Promise<{ name: string; value: number; used: boolean }[]> {
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`,
  )
  const sequences = []
  for (const { name } of rows) {
    const found = await db.query<{ value: number; used: boolean }>(
      `select last_value as value, is_called as used from ${quoted(name)}`,
    )
    sequences.push({ name, ...found.rows[0]! })
  }
  return sequences
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
