import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { backupLimits } from '../limits/backup-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import { textSettings } from './backup-format.ts'
import { type Dumped, dumpDatabase } from './dump-database.ts'

/**
 * Writes a backup of the whole database while servers go on. The file appears under its name only when it is whole and on
 * disk, and is for its owner alone: it holds names, addresses and secrets.
 */
export async function writeBackup(pool: Pool, path: string): Promise<Dumped> {
  const unfinished = `${path}.${process.pid}.unfinished`
  try {
    const dumped = await dumpInto(unfinished, pool)
    await rename(unfinished, path)
    return dumped
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function dumpInto(path: string, pool: Pool): Promise<Dumped> {
  const gzip = createGzip()
  const flowing = pipeline(gzip, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  // Heard of below, wherever it is waited for.
  flowing.catch(() => {})
  try {
    const dumped = await transaction(
      pool,
      (db) =>
        dumpDatabase(db, async (line) => {
          if (!gzip.write(`${JSON.stringify(line)}\n`)) await Promise.race([once(gzip, 'drain'), flowing])
        }),
      {
        isolation: 'repeatable read',
        readOnly: true,
        // A disk that is slow for a moment must not cost the snapshot.
        settings: `${textSettings}; set local idle_in_transaction_session_timeout = ${backupLimits.stallMs}`,
      },
    )
    gzip.end()
    await flowing
    return dumped
  } catch (error) {
    gzip.destroy()
    throw error
  }
}
