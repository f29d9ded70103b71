import type { NewEvent } from '../../contract/shapes/organiser.ts'
import type { Sale } from '../../server/inventory/sale.ts'
import type { JoinVerdict } from '../../server/inventory/waitlist-acts.ts'
import type { Pool } from '../../server/postgres/pool.ts'
import type { JoinJob } from '../../server/sql/waitlist/places.ts'
import type { FreshDatabase } from '../setup/database.ts'
import { openHouse, sale as order, type Server, startEngine, uuid } from './house.ts'

/** A house in which every seat is somebody's, and people who wait for one. */
export async function soldOutHouse(
  database: FreshDatabase,
  places: number,
  change: Partial<NewEvent> = {},
): Promise<{
  engine: Server
  sale: Sale
  eventId: string
  buyers: { holdId: string; customerId: string }[]
}> {
  const engine = startEngine(database)
  const { id: eventId } = await openHouse(database.pool, places, change)
  const sale = await engine.sale(eventId)
  const buyers = []
  for (let seat = 0; seat < places; seat += 1) buyers.push(await holdSeats(engine, sale, [seat]))
  return { engine, sale, eventId, buyers }
}

export async function holdSeats(engine: Server, sale: Sale, seats: number[], customerId = uuid()) {
  const outcome = await engine.inventory.hold(sale, { customerId, wish: { seats }, key: null, hash: null })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return { holdId: outcome.value.hold.id, customerId }
}

export function joinJob(quantity: number, change: Partial<JoinJob> = {}): JoinJob {
  return {
    entryId: uuid(),
    customerId: uuid(),
    quantity,
    categories: null,
    area: null,
    adjacent: false,
    name: null,
    email: null,
    locale: 'en',
    key: null,
    hash: null,
    ...change,
  }
}

export async function join(
  engine: Server,
  sale: Sale,
  quantity: number,
  change: Partial<JoinJob> = {},
): Promise<JoinJob> {
  const job = joinJob(quantity, change)
  const verdict: JoinVerdict = await engine.inventory.join(sale, job)
  if (verdict.code !== 'JOINED') throw new Error(verdict.code)
  return job
}

export interface Place {
  id: string
  /** 1 waiting, 2 gathering, 3 offered, 4 fulfilled, 5 left, 6 lapsed; of an offer, what became of its hold. */
  state: number
  position: number | null
  seats: number[]
}

/** Everyone who ever waited, in order, with the seats that they have now because of it. */
export async function places(pool: Pool, eventId: string): Promise<Place[]> {
  const { rows } = await pool.query<Place>(
    `select w.id, waitlist_state(w.state, h.state, h.expires_at) as state, waitlist_position(w.event_id, w.id) as position,
            array(select c.seat from claims c where c.event_id = $1 and c.hold_id = w.hold_id order by c.seat) as seats
       from waitlist w left join holds h on h.event_id = w.event_id and h.id = w.hold_id
      where w.event_id = $1 order by w.number`,
    [eventId],
  )
  return rows
}

/** Seats that nobody has: no claim, whatever its time. */
export async function freeSeats(pool: Pool, eventId: string): Promise<number[]> {
  const { rows } = await pool.query<{ seat: number }>(
    `select s as seat from events e cross join generate_series(0, e.places - 1) s
      where e.id = $1 and not exists (select from claims c where c.event_id = $1 and c.seat = s) order by s`,
    [eventId],
  )
  return rows.map(({ seat }) => seat)
}

/** Moves the end of a hold into the past, in the ledger and in this engine's copy: time passes at once. */
export async function letLapse(engine: Server, holdId: string): Promise<void> {
  await engine.pool.query(
    `with h as (update holds set expires_at = clock_timestamp() - interval '2 seconds' where id = $1 and state = 1 returning id)
     update claims c set expires_at = clock_timestamp() - interval '2 seconds' from h where c.hold_id = h.id`,
    [holdId],
  )
  const hold = engine.inventory.liveHold(holdId)
  if (hold === undefined) return
  hold.expiresAtMs = 0
  engine.inventory.loaded(hold.eventId)?.lapses.push(hold)
}

export async function sell(
  engine: Server,
  sale: Sale,
  { holdId, customerId }: { holdId: string; customerId: string },
) {
  const job = order({ holdId, customerId, seats: [0] })
  const verdict = await engine.inventory.sell(sale, job)
  if (verdict.code !== 'SOLD') throw new Error(verdict.code)
  return job.orderId
}
