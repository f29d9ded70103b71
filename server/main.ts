import { parseConfig } from './config.ts'
import { shutdownLimits } from './limits/shutdown-limits.ts'
import { createLog } from './observe/log.ts'
import { type Running, startServer } from './start.ts'

// Starts the server, prints one line when it serves, and stops it in order on SIGTERM and SIGINT. A second signal ends it
// at once; nothing acknowledged is lost by that, it only leaves the next start more to do.

const parsed = parseConfig(process.env)
if (!parsed.ok) {
  console.error('Fullhouse cannot start with these settings:')
  for (const fault of parsed.faults) console.error(`  ${fault}`)
  process.exit(1)
}
const { config } = parsed
const log = createLog(config.logLevel)
for (const name of config.unknownVariables)
  log.warn({ variable: name }, 'This variable is not a setting of Fullhouse')

let running: Running | undefined
let stoppingSince: number | undefined

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => onSignal(signal))
process.on('uncaughtException', (error) => endAfter(error, 'A bug ended the server'))
process.on('unhandledRejection', (error) => endAfter(error, 'A bug ended the server'))

try {
  running = await startServer(config, log, {
    buildWeb: !process.argv.includes('--no-web-build'),
    onLost: (error) => endAfter(error, 'The server must stop'),
  })
  if (stoppingSince === undefined) console.log(`Fullhouse is open at ${running.address}`)
  else await stop(0)
} catch (error) {
  console.error(explain(error))
  log.debug({ error }, 'The start failed')
  process.exit(1)
}

function onSignal(signal: NodeJS.Signals): void {
  // A terminal, npm and we ourselves may each pass on the same Ctrl-C: what comes together counts as one.
  if (stoppingSince !== undefined && Date.now() - stoppingSince < shutdownLimits.sameSignalMs) return
  if (stoppingSince !== undefined) {
    log.warn({ signal }, 'Told to stop again: ending at once')
    running?.abandon()
    process.exit(1)
  }
  stoppingSince = Date.now()
  log.info({ signal }, 'Stopping')
  // A start that is under way is finished first; it takes no longer than undoing it.
  if (running) void stop(0)
}

async function stop(code: number): Promise<never> {
  const troubled = await running!.stop()
  log.info({ troubled }, 'Stopped')
  process.exit(code)
}

function endAfter(error: unknown, message: string): void {
  log.fatal({ error }, message)
  if (stoppingSince !== undefined) return
  stoppingSince = Date.now()
  if (running) void stop(1)
  else process.exit(1)
}

/** The chain of causes in plain words. The stack is for a bug, and a bug's name says that it is one. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isBug =
    error instanceof TypeError || error instanceof ReferenceError || error.name === 'AssertionError'
  const said = isBug ? (error.stack ?? error.message) : error.message
  return error.cause instanceof Error && !said.includes(error.cause.message)
    ? `${said}\n  ${explain(error.cause)}`
    : said
}
