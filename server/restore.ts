import { restoreBackup } from './backup/restore-backup.ts'
import { onDatabase } from './on-database.ts'

// Fills the empty database that the settings name from a file of back-up.ts.

const [file, ...more] = process.argv.slice(2)
if (file === undefined || more.length > 0) {
  console.error('npm run restore -- FILE      into the empty database of DATABASE_URL, or a new data folder')
  process.exitCode = 2
} else
  await onDatabase(async (pool) => {
    const { takenAt, rows } = await restoreBackup(pool, file)
    console.log(`Restored ${rows} rows, everything as it was at ${takenAt}.`)
  })
