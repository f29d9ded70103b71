import assert from 'node:assert/strict'
import { constants } from 'node:fs'
import { access, mkdir, realpath, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { embeddedLimits } from '../limits/embedded-limits.ts'
import type { Log } from '../observe/log.ts'
import { type Cluster, prepareCluster, superuser } from './embedded/cluster.ts'
import { type FolderLock, lockFolder } from './embedded/folder-lock.ts'
import { askToStop, bringUp, type Instance, shutDown } from './embedded/instance.ts'
import { becomeSoleUser, OtherServer, type SoleUser } from './embedded/sole-user.ts'
import { connectionConfig } from './pool.ts'

/*
 * A real PostgreSQL as a child of the server, reached through a private socket.
 *
 *   start   lock the folder → find or make the data → bring PostgreSQL up (or take a running one over) → make the
 *           owner's role and database → take the second lock, in the database
 *   run     when PostgreSQL dies it is brought up again; pools see their connections break and open new ones
 *   stop    PostgreSQL is stopped and waited for, then the folder is free
 *
 * If the server is killed, PostgreSQL runs on and the next start takes it over: what was acknowledged is there.
 */

export interface EmbeddedOptions {
  dataDir: string
  log: Log
  /** Whether what is committed survives a crash. Default true. */
  durable?: boolean
  /** Told when this server may not use the database any more; it must stop. */
  onLost?: (error: Error) => void
}

export interface Embedded {
  /** For `createPool`: the owner's connection to a database, `fullhouse` unless another is named. */
  connection(database?: string): { host: string; port: number; user: string; database: string }
  /** Makes a database, a copy of `template` if given. */
  createDatabase(name: string, template?: string): Promise<void>
  /** Where a second server on the same folder is told to look. */
  announce(address: string): void
  stop(): Promise<void>
  /** Tells PostgreSQL to stop and does not wait, for a process that has to end now. */
  abandon(): void
  /** Of PostgreSQL's first process; changes when it had to be started again. */
  readonly pid: number
}

const owner = 'fullhouse'

/** Starts the data folder's PostgreSQL. Throws, with a message for people, when it cannot be. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log, durable = true } = options
  const folder = await makeFolder(options.dataDir)
  const lock = await lockOrExplain(folder)
  try {
    const cluster = await prepareCluster(folder, durable)
    const instance = await bringUp(cluster, log)
    await makeDatabase(instance)
    return supervise(
      cluster,
      instance,
      await becomeSoleUser(ownersConnection(instance, owner)),
      lock,
      options,
    )
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function lockOrExplain(folder: string): Promise<FolderLock> {
  const locked = await lockFolder(folder)
  if (locked.ok) return locked.lock
  const { pid, address } = locked.holder
  const who = [
    pid === null ? 'which does not answer' : `process ${pid}`,
    ...(address ? [`at ${address}`] : []),
  ]
  throw new Error(
    `Another Fullhouse (${who.join(', ')}) already uses the data folder ${folder}. Stop it first, or give this one a folder of its own with FULLHOUSE_DATA.`,
  )
}

function supervise(
  cluster: Cluster,
  first: Instance,
  firstUser: SoleUser,
  lock: FolderLock,
  { log, onLost }: EmbeddedOptions,
): Embedded {
  let instance = first
  let soleUser = firstUser
  const stopping = new AbortController()

  const keepRunning = async () => {
    let pauseMs: number = embeddedLimits.restartPauseMs
    while (!stopping.signal.aborted) {
      const startedAt = Date.now()
      await instance.gone
      if (stopping.signal.aborted) return
      log.error({ postgresPid: instance.pid }, 'PostgreSQL ended; starting it again')
      if (Date.now() - startedAt > embeddedLimits.restartPauseMaxMs) pauseMs = embeddedLimits.restartPauseMs
      for (;;) {
        try {
          // Where the pools look for it, even if that is not where this server would have put it.
          instance = await bringUp({ ...cluster, socketFolder: instance.socketFolder }, log)
          log.warn({ postgresPid: instance.pid }, 'PostgreSQL is back')
          break
        } catch (error) {
          log.error({ error, pauseMs }, 'PostgreSQL could not be started again')
        }
        await pause(pauseMs, undefined, { ref: false })
        pauseMs = Math.min(pauseMs * 2, embeddedLimits.restartPauseMaxMs)
        if (stopping.signal.aborted) return
      }
    }
  }

  /** The lock in the database ends with its connection: PostgreSQL was restarted, or someone ended the connection. */
  const keepSoleUser = async () => {
    while (!stopping.signal.aborted) {
      await soleUser.lost
      while (!stopping.signal.aborted) {
        try {
          soleUser = await becomeSoleUser(ownersConnection(instance, owner))
          break
        } catch (error) {
          if (error instanceof OtherServer) return onLost?.(error)
          await pause(embeddedLimits.restartPauseMs, undefined, { ref: false })
        }
      }
    }
  }

  const running = keepRunning()
  const guarding = keepSoleUser()

  return {
    get pid() {
      return instance.pid
    },
    connection: (database = owner) => ownersConnection(instance, database),
    createDatabase: (name, template) => createDatabase(instance, name, template),
    announce: (address) => lock.announce(address),
    abandon() {
      stopping.abort()
      askToStop(instance)
    },
    async stop() {
      stopping.abort()
      await soleUser.end()
      let stopped: Instance
      do {
        stopped = instance
        await shutDown(stopped, log)
        await running
        // It may have just been brought up again when the stop was asked for.
      } while (stopped !== instance)
      await guarding
      await rm(instance.socketFolder, { recursive: true, force: true })
      await lock.release()
    },
  }
}

async function makeFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o711 })
    await access(path, constants.W_OK | constants.X_OK)
    return await realpath(path)
  } catch (cause) {
    throw new Error(`The data folder ${path} cannot be used: ${(cause as Error).message}`, { cause })
  }
}

function ownersConnection({ socketFolder, port }: Instance, database: string) {
  return { host: socketFolder, port, user: owner, database }
}

/** The server works as a role that owns its database and is otherwise an ordinary one. */
async function makeDatabase(instance: Instance): Promise<void> {
  await asSuperuser(instance, async (client) => {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $1) as database`,
      [owner],
    )
    // createrole: the schema makes the role whose rows are secured; createdb: tests copy databases.
    if (!rows[0]?.role) await client.query(`create role ${owner} login createdb createrole`)
    if (!rows[0]?.database) await client.query(`create database ${owner} owner ${owner}`)
  })
}

async function createDatabase(instance: Instance, name: string, template?: string): Promise<void> {
  for (const each of [name, template ?? name])
    assert(/^[a-z][a-z0-9_]{0,62}$/.test(each), `database name ${each}`)
  await asSuperuser(instance, async (client) => {
    await client.query(`create database ${name} owner ${owner}${template ? ` template ${template}` : ''}`)
  })
}

async function asSuperuser(instance: Instance, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const connection = { ...ownersConnection(instance, 'postgres'), user: superuser }
  const client = new pg.Client(connectionConfig(connection))
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
