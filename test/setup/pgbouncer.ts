import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { unprivileged } from '../../lab/peers/database.ts'
import { freePort } from '../../lab/stage/free-port.ts'
import { findPgBouncer } from '../../setup/pgbouncer.ts'
import { ask } from './ask.ts'

/** A PgBouncer in transaction mode in front of a PostgreSQL on the loopback address. */
export interface PgBouncer extends AsyncDisposable {
  /** A `DATABASE_URL` through it, with nothing of ours in it. */
  url: string
  kill(signal: NodeJS.Signals): Promise<void>
  start(): Promise<void>
}

/** Fewer than the connections of one server, so that they have to be shared. */
export const sharedConnections = 4

export async function startPgBouncer(postgresPort: number): Promise<PgBouncer> {
  const program = findPgBouncer()
  if (program === null) throw new Error('there is no PgBouncer here')
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-pgbouncer-'))
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(
    file,
    `[databases]
postgres = host=127.0.0.1 port=${postgresPort} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${sharedConnections}
max_client_conn = 200
server_login_retry = 1
`,
  )
  // It does not run as root.
  const owner = unprivileged()
  if (owner) for (const path of [folder, file]) chownSync(path, owner.uid, owner.gid)
  chmodSync(folder, 0o700)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  let child: ChildProcess | undefined

  const start = async (): Promise<void> => {
    child = spawn(program, ['-q', file], { ...owner, cwd: folder, stdio: 'ignore' })
    await vi.waitFor(() => ask(url, 'select 1'), { timeout: 20_000 })
  }
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const stop = async (): Promise<void> => {
    // At once: what asks for an orderly end waits for its clients.
    await kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await start()
  } catch (cause) {
    await stop()
    throw cause
  }
  return { url, kill, start, [Symbol.asyncDispose]: stop }
}
