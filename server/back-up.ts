import { writeBackup } from './backup/write-backup.ts'
import { onDatabase } from './on-database.ts'

// Writes everything in the database into one file. Servers may go on selling meanwhile.

const [file, ...more] = process.argv.slice(2)
if (file === undefined || more.length > 0) {
  console.error(
    'npm run backup -- FILE      writes the whole database into FILE; servers may go on meanwhile',
  )
  process.exitCode = 2
} else
  await onDatabase(
    async (pool) => {
      const { takenAt, rows } = await writeBackup(pool, file)
      const count = Object.values(rows).reduce((sum, each) => sum + each, 0)
      console.log(`${file} has ${count} rows, everything as it was at ${takenAt}.`)
    },
    { beside: true },
  )
