import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { connectionConfig, createPool, type Pool } from '../../server/postgres/pool.ts'
import { shopTemplate } from './templates.ts'

export interface FreshDatabase {
  pool: Pool
  /** For another pool on the same database. */
  connection: { host: string; port: number; user: string; database: string }
  /** The same as a `DATABASE_URL`. */
  url: string
  /** Ends the pool and drops the database; fails the test if a connection was not given back. */
  [Symbol.asyncDispose](): Promise<void>
}

export interface DatabaseOptions {
  /** False: not even tables. */
  migrated?: boolean
  /** With the demo's people and events. */
  demo?: boolean
  max?: number
}

/** A database of this test's own, migrated and empty unless something else is said: `await using database = await freshDatabase()`. */
export async function freshDatabase(options: DatabaseOptions = {}): Promise<FreshDatabase> {
  const template = inject('database')
  const name = `test_${randomBytes(6).toString('hex')}`
  const copied = options.demo ? shopTemplate : template.database
  await administer((client) =>
    client.query(`create database ${name}${options.migrated === false ? '' : ` template ${copied}`}`),
  )
  const connection = { ...template, database: name }
  const pool = createPool(connection, { applicationName: 'test', max: options.max })
  return {
    pool,
    connection,
    url: `postgres://${connection.user}@${encodeURIComponent(connection.host)}:${connection.port}/${name}`,
    async [Symbol.asyncDispose]() {
      const unreleased = pool.totalCount - pool.idleCount
      // A pool that waits for a connection that never comes back would hang the test instead of failing it.
      if (unreleased === 0) await pool.end()
      const others = await administer((client) => othersOn(client, name))
      await administer((client) => drop(client, name))
      expect(unreleased, 'connections that were taken from the pool and not released').toBe(0)
      expect(others, 'connections of other pools that were not ended').toEqual([])
    },
  }
}

/** Ending a connection takes a moment on the other side, so what is left is looked at until it is gone, or stays. */
async function othersOn(client: pg.Client, database: string): Promise<string[]> {
  const deadline = Date.now() + 2_000
  for (;;) {
    const { rows } = await client.query<{ who: string }>(
      `select application_name || ': ' || left(query, 200) as who from pg_stat_activity
        where datname = $1 and backend_type = 'client backend'`,
      [database],
    )
    if (rows.length === 0 || Date.now() > deadline) return rows.map(({ who }) => who)
    await client.query('select pg_sleep(0.01)')
  }
}

/** Its force ends our own connections. One of PostgreSQL's own workers, a vacuum say, is waited for: only a superuser may end that. */
async function drop(client: pg.Client, database: string): Promise<void> {
  const deadline = Date.now() + 10_000
  for (;;) {
    try {
      await client.query(`drop database ${database} with (force)`)
      return
    } catch (error) {
      const isWorker = (error as pg.DatabaseError).code === '42501'
      if (!isWorker || Date.now() > deadline) throw error
      await client.query('select pg_sleep(0.05)')
    }
  }
}

async function administer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionConfig({ ...inject('database'), database: 'postgres' }))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
