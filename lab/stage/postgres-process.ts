import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { binaries, type DatabaseSettings, unprivileged } from '../peers/database.ts'
import { freePort } from './free-port.ts'
import { stopWhenInterrupted } from './interrupt.ts'

/** A PostgreSQL of its own that servers reach as any other, over TCP. It keeps what is committed. */
export interface PostgresProcess {
  /** A `DATABASE_URL`, of a user who may do everything. */
  url: string
  port: number
  dataDir: string
  /** Of its first process. */
  readonly pid: number
  /** Sends a signal and waits for the process to end. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Starts it again on the same data, at the same port. Returns when it answers. */
  start(): Promise<void>
  /** Stops it and removes its data. */
  stop(): Promise<void>
}

const startTimeoutMs = 30_000

/** `copyOf`: the folder of one that is stopped; the new one is its standby. */
export async function startPostgres(settings: DatabaseSettings, copyOf?: string): Promise<PostgresProcess> {
  const { initdb, postgres } = await binaries()
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-lab-'))
  const owner = unprivileged()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  chmodSync(folder, 0o700)
  const dataDir = join(folder, 'data')
  const as = { ...owner, cwd: folder }
  if (copyOf !== undefined) {
    execFileSync('cp', ['-a', copyOf, dataDir])
    writeFileSync(join(dataDir, 'standby.signal'), '')
  } else execFileSync(initdb, ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], as)
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  lines.push(`listen_addresses = '127.0.0.1'`, `port = ${port}`, `unix_socket_directories = ''`)
  writeFileSync(join(dataDir, 'postgresql.auto.conf'), `${lines.join('\n')}\n`)

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  let child: ChildProcess
  const start = async (): Promise<void> => {
    const deadline = Date.now() + startTimeoutMs
    do {
      child = spawn(postgres, ['-D', dataDir], { ...as, stdio: 'ignore' })
      // After a kill it does not start before the last of the former processes has noticed.
    } while (!(await answers(url, child, deadline)) && Date.now() < deadline)
    if (hasEnded(child)) throw new Error('PostgreSQL did not start')
  }
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (hasEnded(child)) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const stop = async (): Promise<void> => {
    await kill('SIGINT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    stopped()
  }
  const stopped = stopWhenInterrupted(stop)
  try {
    await start()
  } catch (cause) {
    await stop()
    throw cause
  }
  return {
    url,
    port,
    dataDir,
    get pid() {
      return child.pid!
    },
    kill,
    start,
    stop,
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** Until it answers; false when it ended before, or did not in time. */
async function answers(url: string, child: ChildProcess, deadline: number): Promise<boolean> {
  while (!hasEnded(child) && Date.now() < deadline) {
    const client = new Client(url)
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return false
}
