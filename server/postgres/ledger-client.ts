import pg from 'pg'
import { failoverLimits } from '../limits/failover-limits.ts'
import type { DatabaseHost } from '../settings/database-settings.ts'
import { NoPrimary, type PrimaryFinder } from './primary.ts'

/**
 * The database has committed, and has said that it did not wait for the synchronous standby to have it: an operator, or a
 * shutdown, ended the wait. It may be lost with the primary, so nobody may be told that it happened.
 */
export class UnconfirmedCommit extends Error {
  override name = 'UnconfirmedCommit'
  /** For `judge`: as good as no answer. */
  readonly code = 'UNCONFIRMED_COMMIT'
}

/** Null of a host that may only be read. Of one that may be written to, the number of its timeline. */
const askTimeline = `select case
    when pg_is_in_recovery() or current_setting('transaction_read_only')::boolean then null
    else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer
  end as timeline`

/** Asks one host, on a connection that is closed afterwards. */
export async function probeHost(
  config: pg.ClientConfig,
  { host, port }: DatabaseHost,
): Promise<number | null> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: failoverLimits.probeMs })
  client.on('error', () => {})
  Object.assign(client, { host, port })
  try {
    await client.connect()
    return await readTimeline(client)
  } finally {
    client.end().catch(() => {})
  }
}

async function readTimeline(client: pg.Client): Promise<number | null> {
  const query = { text: askTimeline, query_timeout: failoverLimits.probeMs }
  return (await client.query<{ timeline: number | null }>(query)).rows[0]!.timeline
}

export interface ClientOptions {
  /** Null: there is one host, and it is what it is. */
  finder: PrimaryFinder | null
  /** Statements are not prepared by name: the next transaction may be on another connection of a pooler's. */
  isPooled: boolean
}

export interface LedgerClient extends pg.Client {
  /** Since when a statement is under way, by `performance.now()`; null while none is. */
  readonly busySinceMs: number | null
  /** Ends the connection at once: whatever is under way fails as if it had been cut. */
  cut(): void
}

/**
 * The driver's client, with three things more: it connects to whichever host is the primary, it takes a commit that the
 * standby has not confirmed for one without an answer, and it does without named statements where a pooler asks for that.
 */
export function ledgerClient({
  finder,
  isPooled,
}: ClientOptions): new (
  config: pg.ClientConfig,
) => LedgerClient {
  return class extends pg.Client {
    busySinceMs: number | null = null

    constructor(config: pg.ClientConfig) {
      super(config)
      let isUnconfirmed = false
      this.on('notice', ({ routine }) => {
        // The text is in the language of the server; the function that says it is not.
        if (routine === 'SyncRepWaitForLSN') isUnconfirmed = true
      })
      const send = this.query.bind(this) as (...args: unknown[]) => unknown
      const judged = <T>(error: Error | null | undefined, result: T): [Error | null | undefined, T] => {
        this.busySinceMs = null
        if (error || !isUnconfirmed) return [error, result]
        return [new UnconfirmedCommit('a commit was not confirmed by the synchronous standby'), result]
      }
      const query = (first: unknown, ...rest: unknown[]): unknown => {
        // A cursor, or another object that speaks for itself.
        if (typeof (first as { submit?: unknown } | null)?.submit === 'function') return send(first, ...rest)
        this.busySinceMs = performance.now()
        const asked = isPooled && typeof first === 'object' ? { ...first, name: undefined } : first
        const callback = rest.at(-1)
        if (typeof callback === 'function')
          return send(asked, ...rest.slice(0, -1), (error: Error | undefined, result: unknown) =>
            callback(...judged(error, result)),
          )
        return (send(asked, ...rest) as Promise<unknown>).then(
          (result) => {
            const [error] = judged(null, result)
            if (error) throw error
            return result
          },
          (error) => {
            judged(error, undefined)
            throw error
          },
        )
      }
      this.query = query as typeof this.query
    }

    cut(): void {
      ;(this as unknown as { connection: pg.Connection }).connection.stream.destroy()
    }

    override connect(): Promise<pg.Client>
    override connect(callback: (error: Error) => void): void
    override connect(callback?: (error: Error) => void): Promise<pg.Client> | undefined {
      const connected = finder === null ? super.connect() : this.#connectTo(finder)
      if (callback === undefined) return connected
      connected.then(() => (callback as (error?: Error) => void)(), callback)
      return undefined
    }

    async #connectTo(finder: PrimaryFinder): Promise<pg.Client> {
      const host = await finder.find()
      Object.assign(this, host)
      try {
        await super.connect()
        finder.found(host, await readTimeline(this))
        return this
      } catch (error) {
        finder.doubt(host)
        if (error instanceof NoPrimary) this.end().catch(() => {})
        throw error
      }
    }
  }
}
