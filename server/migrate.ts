import { onDatabase } from './on-database.ts'
import { migrate } from './postgres/migrate.ts'

// Brings the database up to date and ends: a step of its own before new servers start. They would do it themselves, one
// of them while the others wait; a step that fails by itself is easier to see, and stops a roll-out before it begins.

await onDatabase(async (pool) => {
  const { migrations, functions } = await migrate(pool)
  for (const name of migrations) console.log(`Applied migration ${name}`)
  for (const name of functions) console.log(`Replaced function ${name}`)
  console.log('The database is up to date.')
})
