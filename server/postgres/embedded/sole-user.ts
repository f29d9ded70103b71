import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { embeddedLimits } from '../../limits/embedded-limits.ts'
import { type ConnectionTarget, connectionConfig } from '../pool.ts'

export interface SoleUser {
  /** Resolves when the connection, and with it the lock, is lost. */
  lost: Promise<void>
  end(): Promise<void>
}

export class OtherServer extends Error {}

/** Any number will do, as long as every Fullhouse uses the same one. */
const soleUserLock = 7_302_114_002

/**
 * The second guard against two servers on one data folder: a lock in the database itself, held by a connection of its
 * own. It holds where the first cannot: a folder shared by machines or containers that do not share their sockets.
 * A server that was killed a moment ago may still seem connected, so a refusal is final only after a while.
 */
export async function becomeSoleUser(target: ConnectionTarget): Promise<SoleUser> {
  const client = new pg.Client({ ...connectionConfig(target), application_name: `fullhouse ${process.pid}` })
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  await client.connect()
  const deadline = Date.now() + embeddedLimits.soleUserWaitMs
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      soleUserLock,
    ])
    if (rows[0]?.locked) return { lost, end: () => Promise.race([client.end(), lost]) }
    if (Date.now() > deadline) break
    await pause(embeddedLimits.startPollMs)
  }
  const { rows } = await client.query<{ holder: string }>(
    `select a.application_name as holder from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and a.datname = current_database()
         and (l.classid::bigint << 32) + l.objid::bigint = $1`,
    [soleUserLock],
  )
  await client.end()
  throw new OtherServer(`Another server (${rows[0]?.holder ?? 'unknown'}) uses this data folder’s database.`)
}
