import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { chooseRunAs } from '../../server/postgres/embedded/run-as.ts'

export interface Owner {
  /** Of the process that owns PostgreSQL. */
  pid: number
  /** Of PostgreSQL when it became ready. */
  postgresPid: number
  connection: { host: string; port: number; user: string; database: string }
  startedInMs: number
  /** Its log and its complaints. */
  readonly said: string
  kill(signal: NodeJS.Signals): Promise<void>
}

/** A user of this machine that is not root. */
export interface Account {
  uid: number
  gid: number
}

/** A data folder, and processes that own its PostgreSQL; whatever is left of them is ended afterwards. */
export async function dataFolder(owner?: Account) {
  const parent = await mkdtemp(join(tmpdir(), 'fullhouse-test-'))
  if (owner) await chown(parent, owner.uid, owner.gid)
  const folder = join(parent, 'data')
  const owners: Owner[] = []
  return {
    folder,
    /** Starts a process that owns the folder's PostgreSQL; throws with what it said when it cannot. */
    async own(as: 'its owner' | 'ourselves' = 'its owner'): Promise<Owner> {
      const started = await startOwner(folder, as === 'its owner' && owner ? parent : null)
      owners.push(started)
      return started
    },
    async [Symbol.asyncDispose]() {
      for (const each of owners) await each.kill('SIGTERM')
      const pid = await postmasterPid(folder)
      if (pid !== null && isRunning(pid)) process.kill(pid, 'SIGQUIT')
      await rm(parent, { recursive: true, force: true })
    },
  }
}

async function startOwner(folder: string, ownedParent: string | null): Promise<Owner> {
  const began = performance.now()
  const script = join(import.meta.dirname, 'embedded-owner.ts')
  // An ordinary user may not be able to enter the folder that this repository is in; the server knows a way round.
  const runAs = ownedParent ? chooseRunAs(ownedParent, [process.execPath, script]) : null
  const { file, args, ...ids } = runAs?.command(process.execPath, [script, folder]) ?? {
    file: process.execPath,
    args: [script, folder],
  }
  const child = spawn(file, args, { ...ids, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended])
  if (typeof line[0] !== 'string') throw new Error(said.trim())
  return {
    ...JSON.parse(line[0]),
    pid: child.pid!,
    startedInMs: performance.now() - began,
    get said() {
      return said
    },
    async kill(signal) {
      child.kill(signal)
      await ended
    },
  }
}

export async function postmasterPid(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '')
  return Number(text.split('\n')[0]) || null
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Runs one statement on a connection of its own. */
export async function ask<T extends object>(connection: Owner['connection'], sql: string): Promise<T[]> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}
