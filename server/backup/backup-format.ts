/**
 * A backup is gzipped JSON lines: the header, then for each table its name and batches of rows, then the end. A row is what
 * PostgreSQL itself makes of it as text (`events::text`), so every type comes back as it was. Tables come in an order in
 * which they can be filled: whatever another one refers to is there before.
 */
export interface BackupHeader {
  fullhouse: 'backup'
  format: 1
  /** The database's clock inside the snapshot: everything that was committed before is in it, and nothing else. */
  takenAt: string
  /** The schema that the rows are of. */
  migrations: { name: string; checksum: string }[]
  sequences: { name: string; value: number; used: boolean }[]
}

export interface TableStart {
  table: string
  /** In the order in which a row as text has them. */
  columns: string[]
}

export interface BackupEnd {
  /** Rows by table. A file without it is not whole. */
  end: Record<string, number>
}

export type BackupLine = BackupHeader | TableStart | BackupEnd | string[]

/** Of the schema rather than in it: the migrations write these themselves. */
export const bookkeeping = ['schema_migrations', 'schema_functions']

/** Rows are text, so both sides have to write dates and bytes alike, whatever their databases are set to. */
export const textSettings =
  "set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1"
