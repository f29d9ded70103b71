import { expect } from 'vitest'
import { type PostgresProcess, startPostgres } from '../../lab/stage/postgres-process.ts'
import {
  createInventory,
  type HoldOutcome,
  type HoldRequest,
  type Inventory,
} from '../../server/inventory/inventory.ts'
import type { Sale } from '../../server/inventory/sale.ts'
import { migrate } from '../../server/postgres/migrate.ts'
import { createPool, type Pool } from '../../server/postgres/pool.ts'
import { beginOn, uuid } from '../races/house.ts'
import { startTcpProxy, type TcpProxy } from '../setup/tcp-proxy.ts'

/** The engine of a server, and a network between it and its database that loses answers when it is told to. */
export interface CutOff extends AsyncDisposable {
  postgres: PostgresProcess
  /** Past that network. */
  direct: Pool
  /** The engine's own. */
  pool: Pool
  network: TcpProxy
  inventory: Inventory
  sale(eventId: string): Promise<Sale>
  hold(eventId: string, wish: HoldRequest['wish'], customerId?: string): Promise<HoldOutcome>
  /** Takes what a statement of the engine will wait for. */
  block(sql: string, values: unknown[]): ReturnType<typeof beginOn>
  /** Resolves with the backends of the engine that wait for a lock, when there are so many. */
  blocked(backends: number): Promise<number[]>
  /** Resolves when no statement of the engine is under way any more, also none whose client is gone. */
  quiet(): Promise<void>
}

const engine = 'cut off'

export async function startCutOff(): Promise<CutOff> {
  await using starting = new AsyncDisposableStack()
  const postgres = starting.adopt(await startPostgres({ fsync: 'off' }), (one) => one.stop())
  const network = starting.use(await startTcpProxy(postgres.port))
  const direct = starting.adopt(createPool(postgres.url, { applicationName: 'direct' }), (one) => one.end())
  await migrate(direct)
  const pool = starting.adopt(
    createPool(postgres.url.replace(`:${postgres.port}`, `:${network.port}`), { applicationName: engine }),
    async (one) => {
      await network.heal()
      await one.end()
    },
  )
  const inventory = createInventory({ pool, uuid, nowMs: Date.now })
  const sale = async (eventId: string): Promise<Sale> => (await inventory.sale(eventId))!
  const backends = async (condition: string): Promise<number[]> => {
    const { rows } = await direct.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = $1 and ${condition}`,
      [engine],
    )
    return rows.map(({ pid }) => pid)
  }
  const running = starting.move()
  return {
    postgres,
    direct,
    pool,
    network,
    inventory,
    sale,
    hold: async (eventId, wish, customerId = uuid()) =>
      await inventory.hold(await sale(eventId), { customerId, wish, key: null, hash: null }),
    async block(sql, values) {
      const blocker = await beginOn(direct)
      await blocker.client.query(sql, values)
      return blocker
    },
    async blocked(count) {
      await expect.poll(() => backends(`wait_event_type = 'Lock'`), { timeout: 10_000 }).toHaveLength(count)
      return backends(`wait_event_type = 'Lock'`)
    },
    quiet: () =>
      expect.poll(() => backends(`state <> 'idle'`), { timeout: 10_000 }).toEqual([]) as Promise<void>,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** Somebody else is about to have a seat: nobody knows yet whether they will. */
export const claimInTheWay = `insert into claims (event_id, seat, state, expires_at, hold_id)
  values ($1, $2, 1, now() + interval '1 hour', gen_random_uuid())`
