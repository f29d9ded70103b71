import { createLog } from '../../server/observe/log.ts'
import { startEmbedded } from '../../server/postgres/embedded.ts'

// A process that owns an embedded PostgreSQL and nothing else, to be killed by tests: `embedded-owner.ts FOLDER`.
// It prints one line of JSON when the database answers, and stops it on SIGTERM.
try {
  const embedded = await startEmbedded({ dataDir: process.argv[2]!, log: createLog('warn') })
  embedded.announce('http://tickets.example.com')
  process.on('SIGTERM', async () => {
    await embedded.stop()
    process.exit(0)
  })
  setInterval(() => {}, 60_000)
  console.log(JSON.stringify({ postgresPid: embedded.pid, connection: embedded.connection() }))
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
