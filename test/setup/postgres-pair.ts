import { vi } from 'vitest'
import { type PostgresProcess, startPostgres } from '../../lab/stage/postgres-process.ts'
import { ask } from './ask.ts'

/** A primary, and a synchronous standby that follows it: a commit is acknowledged when both have it on disk. */
export interface PostgresPair extends AsyncDisposable {
  primary: PostgresProcess
  standby: PostgresProcess
  /** A `DATABASE_URL` that names both; each may be reached through another port. */
  url(ports?: { primary?: number; standby?: number }): string
  /** Makes the standby a primary that waits for nobody. */
  promote(): Promise<void>
}

const common = { synchronous_commit: 'on', max_connections: '100', wal_keep_size: '512MB' }

/** `follow`: through which port the standby follows the primary, if not its own. */
export async function startPair(
  follow: (primaryPort: number) => Promise<number> = async (port) => port,
): Promise<PostgresPair> {
  await using starting = new AsyncDisposableStack()
  const keep = (one: PostgresProcess): PostgresProcess => starting.adopt(one, () => one.stop())
  const primary = keep(await startPostgres({ ...common, synchronous_standby_names: 'standby' }))
  // A copy of a data folder is whole while nobody works in it.
  await primary.kill('SIGINT')
  const standby = keep(
    await startPostgres(
      {
        ...common,
        // Else a promotion may come five seconds late: it looks for its old primary first.
        wal_retrieve_retry_interval: '100ms',
        primary_conninfo: `host=127.0.0.1 port=${await follow(primary.port)} user=postgres application_name=standby`,
      },
      primary.dataDir,
    ),
  )
  await primary.start()
  await vi.waitFor(
    async () => {
      const following = await ask(primary.url, `select from pg_stat_replication where sync_state = 'sync'`)
      if (following.length !== 1) throw new Error('the standby does not follow yet')
    },
    { timeout: 30_000 },
  )
  const running = starting.move()
  return {
    primary,
    standby,
    url: (ports) =>
      `postgres://postgres@127.0.0.1:${ports?.primary ?? primary.port},127.0.0.1:${ports?.standby ?? standby.port}/postgres?target_session_attrs=read-write`,
    async promote() {
      await ask(standby.url, 'select pg_promote()')
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
