import { readFile } from 'node:fs/promises'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { createEvent } from '../../server/booking/create-event.ts'
import { createUuidMaker } from '../../server/ids.ts'
import { createInventory, type Inventory, type InventoryParts } from '../../server/inventory/inventory.ts'
import type { Sale } from '../../server/inventory/sale.ts'
import { createPool, type Pool } from '../../server/postgres/pool.ts'
import { type ClaimJob, claimSeats } from '../../server/sql/claim-seats.ts'
import type { SellJob } from '../../server/sql/sell-holds.ts'
import { composeQueries, type EventRow } from '../../server/sql/tables.ts'
import type { FreshDatabase } from '../setup/database.ts'
import { standingPlan } from '../setup/shopper.ts'

export const uuid = createUuidMaker()

let opened = 0

/** An event with one standing area of `places` free places, on sale now; `change` as in the contract. */
export async function openHouse(
  pool: Pool,
  places: number,
  change: Partial<NewEvent> = {},
): Promise<EventRow> {
  const created = await createEvent(
    { database: composeQueries(pool) },
    {
      title: 'A test',
      // Another one each time: to find a free one for a title takes half of what making an event does.
      slug: `house-${++opened}`,
      venue: { name: 'Test hall' },
      startsAt: '2099-01-01T20:00:00.000Z',
      timezone: 'UTC',
      currency: 'EUR',
      prices: { Standing: 0 },
      published: true,
      plan: standingPlan(places),
      ...change,
    },
    { organiserId: null },
  )
  if (!created.ok) throw new Error(JSON.stringify(created.refusal))
  return created.value
}

export interface Server extends AsyncDisposable {
  inventory: Inventory
  pool: Pool
  sale(eventId: string): Promise<Sale>
}

/** The engine of one server, on its own connections: two of them on one database are two servers sharing a sale. */
export function startEngine(
  database: FreshDatabase,
  options: { aheadMs?: number } & Partial<
    Pick<InventoryParts, 'redis' | 'nowMs' | 'isWatched' | 'onCorrection' | 'onDrift' | 'onFault'>
  > = {},
): Server {
  const { aheadMs = 0, ...parts } = options
  const pool = createPool(database.connection, { applicationName: 'engine', max: 6 })
  const inventory = createInventory({ pool, uuid, nowMs: () => Date.now() + aheadMs, ...parts })
  return {
    inventory,
    pool,
    async sale(eventId) {
      const sale = await inventory.sale(eventId)
      if (sale === undefined) throw new Error('no such event')
      return sale
    },
    async [Symbol.asyncDispose]() {
      inventory.close()
      await pool.end()
    },
  }
}

/** One connection in a transaction of its own, to stop in the middle. */
export async function beginOn(pool: Pool) {
  const client = await pool.connect()
  await client.query('begin')
  let open = true
  const finish = async (how: 'commit' | 'rollback') => {
    if (!open) return
    open = false
    await client.query(how)
    client.release()
  }
  return { client, commit: () => finish('commit'), rollback: () => finish('rollback') }
}

export function job(seats: number[], change: Partial<ClaimJob> = {}): ClaimJob {
  return {
    holdId: uuid(),
    customerId: uuid(),
    seats,
    amounts: seats.map(() => 0),
    total: 0,
    key: null,
    hash: null,
    ...change,
  }
}

/** What it takes to sell a free hold. */
export function sale({
  holdId,
  customerId,
  seats,
}: Pick<ClaimJob, 'holdId' | 'customerId' | 'seats'>): SellJob {
  return {
    holdId,
    customerId,
    orderId: uuid(),
    tickets: seats.map(() => uuid()),
    buyer: { name: 'A buyer', email: 'buyer@example.com' },
    locale: 'en',
    mailIsKept: false,
    key: null,
    hash: null,
  }
}

export async function claimOne(db: Parameters<typeof claimSeats>[0], eventId: string, wish: ClaimJob) {
  const [verdict] = await claimSeats(db, eventId, [wish])
  return verdict!
}

/** Resolves once some connection of the database is waiting for another one's lock. */
export async function someoneWaits(pool: Pool): Promise<void> {
  for (let looks = 0; looks < 1_000; looks += 1) {
    const { rows } = await pool.query(
      `select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows[0].waiting > 0) return
    await pool.query('select pg_sleep(0.005)')
  }
  throw new Error('nobody ever waited')
}

/** Rows of `claims` that give a seat to someone now, by seat. */
export async function owners(pool: Pool, eventId: string): Promise<{ seat: number; hold: string }[]> {
  const { rows } = await pool.query(
    `select seat, hold_id as hold from claims
      where event_id = $1 and (state = 2 or state = 1 and expires_at > clock_timestamp()) order by seat`,
    [eventId],
  )
  return rows
}

/**
 * Takes a guard out of one of the ledger's functions, in this test's database only. Throws when the guard is not there to
 * be taken out, so that a negative control cannot silently test nothing.
 */
export async function weaken(
  pool: Pool,
  name: string,
  guard: string | RegExp,
  instead: string | ((text: string) => string) = '',
): Promise<void> {
  const file = new URL(`../../server/sql/functions/${name}.sql`, import.meta.url)
  const whole = await readFile(file, 'utf8')
  const weak = whole.replace(guard, (text) => (typeof instead === 'string' ? instead : instead(text)))
  if (weak === whole) throw new Error(`${name} has no guard ${guard}`)
  await pool.query(weak)
}
