import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freshDatabase } from './database.ts'

export interface ServerOptions {
  /** `shared` (default): a database of its own in the run's PostgreSQL. `embedded`: a PostgreSQL of its own, durable. */
  database?: 'shared' | 'embedded'
  /** Settings on top of PORT=0 and no rate limits. */
  env?: Record<string, string>
  /** A data folder that outlives this server; the default is a temporary one. */
  dataDir?: string
}

export interface TestServer {
  url: string
  /** Of the server's process. */
  readonly pid: number
  dataDir: string
  /** Its database in the run's PostgreSQL; null with a PostgreSQL of its own. */
  databaseName: string | null
  /** Everything it has said, on both outputs. */
  readonly logs: string
  /** Sends a signal and waits for the process to end. */
  kill(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Starts it again on the same data, at the same address. Returns the ms until it served. */
  restart(): Promise<number>
  /** Stops it, and fails if it left a process behind. */
  [Symbol.asyncDispose](): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')
const startTimeoutMs = 60_000
const stopTimeoutMs = 30_000

/** Starts the real server as its own process, and returns when it serves. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'fullhouse-test-')))
  const demo = options.env?.FULLHOUSE_DEMO !== '0'
  const database = options.database === 'embedded' ? null : await freshDatabase({ demo })
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    PORT: '0',
    FULLHOUSE_DATA: dataDir,
    FULLHOUSE_RATE_LIMITS: 'off',
    ...(database && { DATABASE_URL: database.url }),
    ...options.env,
  }
  let logs = ''
  let started: { child: ChildProcess; url: string }
  const start = async (port?: string) => {
    started = await startProcess({ ...env, ...(port && { PORT: port }) }, (text) => (logs += text))
  }
  const clear = async () => {
    // A folder that was given is its giver's, and so is whatever runs there.
    if (options.dataDir === undefined) {
      await stopLeftPostgres(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    }
    await database?.[Symbol.asyncDispose]()
  }
  try {
    await start()
  } catch (error) {
    await clear()
    throw error
  }

  const url = started!.url
  return {
    url,
    dataDir,
    databaseName: database?.connection.database ?? null,
    get pid() {
      return started.child.pid!
    },
    get logs() {
      return logs
    },
    kill: (signal = 'SIGTERM') => end(started.child, signal),
    async restart() {
      const began = performance.now()
      await start(new URL(url).port)
      return performance.now() - began
    },
    async [Symbol.asyncDispose]() {
      const { code, signal } = await end(started.child, 'SIGTERM')
      const left = options.dataDir === undefined && (await stopLeftPostgres(dataDir))
      await clear()
      if (signal === null && code === 0 && left)
        throw new Error(`the server stopped and left PostgreSQL running:\n${logs}`)
    },
  }
}

async function startProcess(env: Record<string, string | undefined>, say: (text: string) => void) {
  const child = spawn(process.execPath, [join(root, 'server/main.ts'), '--no-web-build'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`the server ${reason}; it said:\n${said}`))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail('was not ready in time')
    }, startTimeoutMs)
    for (const output of [child.stdout!, child.stderr!]) {
      output.setEncoding('utf8').on('data', (text: string) => {
        say(text)
        said += text
        const address = /^Fullhouse is open at (\S+)$/m.exec(said)?.[1]
        if (!address) return
        clearTimeout(timer)
        resolve(address)
      })
    }
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      fail(`ended with ${code ?? signal} before it was ready`)
    })
  })
  return { child, url }
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode === null && child.signalCode === null) {
    const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    clearTimeout(late)
  }
  return { code: child.exitCode, signal: child.signalCode }
}

/** After a server was killed its PostgreSQL goes on. Tells whether there was one. */
async function stopLeftPostgres(dataDir: string): Promise<boolean> {
  const pidFile = join(dataDir, 'postgres/postmaster.pid')
  const [pid, , , , socketFolder] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n')
  if (!pid) return false
  const signal = (name: NodeJS.Signals | 0) => {
    try {
      return process.kill(Number(pid), name)
    } catch {
      return false
    }
  }
  const wasRunning = signal('SIGQUIT')
  const deadline = Date.now() + stopTimeoutMs
  while (signal(0) && Date.now() < deadline && (await readFile(pidFile).catch(() => null))) await pause(20)
  if (socketFolder) await rm(socketFolder, { recursive: true, force: true })
  return wasRunning
}
