import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { adoptGuest } from '../../server/booking/adopt-guest.ts'
import { changeQueue } from '../../server/sql/queue/change-queue.ts'
import { freezeQueue, readEntrants } from '../../server/sql/queue/draws.ts'
import { joinQueue } from '../../server/sql/queue/join-queue.ts'
import { admitEntries, leaveQueue } from '../../server/sql/queue/move-places.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { startRooms } from '../setup/queue-room.ts'
import { beginOn, openHouse, someoneWaits, uuid, weaken } from './house.ts'

const job = (customerId = uuid()) => ({ id: randomUUID(), customerId, address: '00', code: null })
const soon = (ms: number) => new Date(Date.now() + ms).toISOString()

async function numbersOf({ pool }: FreshDatabase, eventId: string): Promise<number[]> {
  const { rows } = await pool.query(
    'select number from queue_entries where event_id = $1 and state = 2 order by number',
    [eventId],
  )
  return rows.map((row) => row.number)
}

/** An event that is on sale, its queue open, with so many people waiting. */
async function openQueue(database: FreshDatabase, people: number, change = {}): Promise<string> {
  const { pool } = database
  const event = await openHouse(pool, 1000)
  await changeQueue(pool, event.id, { mode: 'scheduled', admitPerMinute: 600, targetInside: 10, ...change })
  for (let joined = 0; joined < people; joined += 100)
    await joinQueue(
      pool,
      event.id,
      Array.from({ length: Math.min(100, people - joined) }, () => job()),
    )
  return event.id
}

test('two servers that let people in at the same time let in as many as one', async () => {
  await using database = await freshDatabase()
  const eventId = await openQueue(database, 60)
  await using first = startRooms(database)
  await using second = startRooms(database)
  for (let round = 0; round < 5; round += 1) await Promise.all([first.rooms.tick(), second.rooms.tick()])
  expect(await numbersOf(database, eventId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

async function admitTwice(database: FreshDatabase): Promise<number[]> {
  const eventId = await openQueue(database, 60)
  const decided = { serving: 0, count: 10, credit: 10, creditedAt: new Date() }
  await Promise.all([
    admitEntries(database.pool, eventId, decided),
    admitEntries(database.pool, eventId, decided),
  ])
  return numbersOf(database, eventId)
}

test('what two servers decided by the same figures is carried out once', async () => {
  await using database = await freshDatabase()
  expect(await admitTwice(database)).toHaveLength(10)
})

test('negative control: without the look at who was served last, both let people in', async () => {
  await using database = await freshDatabase()
  await weaken(database.pool, 'admit_entries', 'v_queue.serving <> p_serving or ')
  expect(await admitTwice(database)).toHaveLength(20)
})

test('whoever joins at the instant of the draw is in the list that was published, or behind it', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const event = await openHouse(pool, 100, { onSaleAt: soon(60_000) })
  await changeQueue(pool, event.id, { mode: 'scheduled', prequeueMinutes: 60 })
  await using server = startRooms(database)
  await server.rooms.tick()
  await joinQueue(pool, event.id, [job(), job(), job()])

  // The draw waits for a join that is under way; that join is in the list.
  const joining = await beginOn(pool)
  await joinQueue(joining.client, event.id, [job()])
  await pool.query('update events set on_sale_at = clock_timestamp() where id = $1', [event.id])
  const drawing = await beginOn(pool)
  const freezing = freezeQueue(drawing.client, event.id)
  await someoneWaits(pool)
  await joining.commit()
  expect(await freezing).toBe(true)
  // A join waits for a draw that is under way, and comes behind its list. (Which of the two is first when both wait for the same
  // join is PostgreSQL's to say; a join that is before the draw is the next test's.)
  const late = joinQueue(pool, event.id, [job()])
  await someoneWaits(pool)
  await drawing.commit()
  expect((await late)[0]).toMatchObject({ verdict: 'IN', number: 5 })
  expect(await readEntrants(pool, event.id)).toHaveLength(4)
  expect(await freezeQueue(pool, event.id)).toBe(false)
})

test('whoever joins after the opening but before the list is closed has no part in the draw', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const event = await openHouse(pool, 100, { onSaleAt: soon(60_000) })
  await changeQueue(pool, event.id, { mode: 'scheduled', prequeueMinutes: 60 })
  await using server = startRooms(database)
  await server.rooms.tick()
  await joinQueue(pool, event.id, [job(), job()])
  await pool.query('update events set on_sale_at = clock_timestamp() where id = $1', [event.id])
  const [late] = await joinQueue(pool, event.id, [job()])
  expect(late).toMatchObject({ verdict: 'IN', number: null })
  await freezeQueue(pool, event.id)
  expect(await readEntrants(pool, event.id)).not.toContain(late!.id)
  const { rows } = await pool.query('select number from queue_entries where event_id = $1 and id = $2', [
    event.id,
    late!.id,
  ])
  expect(rows[0].number).toBe(3)
})

test('whoever leaves while being let in is either in or gone, and nobody is let in for them twice', async () => {
  await using database = await freshDatabase()
  const eventId = await openQueue(database, 3)
  const { pool } = database
  const { rows } = await pool.query(
    'select customer_id from queue_entries where event_id = $1 and number = 1',
    [eventId],
  )
  const leaving = await beginOn(pool)
  await leaveQueue(leaving.client, eventId, [rows[0].customer_id])
  const admitting = admitEntries(pool, eventId, { serving: 0, count: 2, credit: 2, creditedAt: new Date() })
  await someoneWaits(pool)
  await leaving.commit()
  await admitting
  const inside = await numbersOf(database, eventId)
  expect(inside).not.toContain(1)
  expect(inside.length).toBeGreaterThan(0)
  expect(await leaveQueue(pool, eventId, [rows[0].customer_id])).toEqual([])
})

test('one customer who joins many times at once, on two servers, has one place', async () => {
  await using database = await freshDatabase()
  const eventId = await openQueue(database, 0)
  const { pool } = database
  const customer = uuid()
  const joined = await Promise.all(
    Array.from({ length: 20 }, async () => (await joinQueue(pool, eventId, [job(customer)]))[0]!),
  )
  expect(new Set(joined.map(({ id }) => id)).size).toBe(1)
  expect(joined.filter(({ fresh }) => fresh)).toHaveLength(1)
  expect(joined[0]!.number).toBe(1)
})

test('negative control: without the lock on the queue, places given at the same time collide', async () => {
  await using database = await freshDatabase()
  const eventId = await openQueue(database, 0)
  const { pool } = database
  await weaken(pool, 'join_queue', 'where q.event_id = p_event for update;', 'where q.event_id = p_event;')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => joinQueue(pool, eventId, [job()])),
  )
  // A unique index stands behind the lock, so that what would be the same number twice is an error.
  expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true)
})

test('a guest who signs in keeps the better place, and has only one', async () => {
  await using database = await freshDatabase()
  const eventId = await openQueue(database, 0)
  const { pool } = database
  const memory = { adopt: () => {} }
  const [guest, account, other] = [uuid(), uuid(), uuid()]
  await joinQueue(pool, eventId, [job(guest), job(account), job(other)])
  await adoptGuest(pool, memory, guest, account)
  const placesOf = async (customer: string) =>
    (
      await pool.query(
        'select number from queue_entries where event_id = $1 and customer_id = $2 and state in (1, 2)',
        [eventId, customer],
      )
    ).rows
  expect(await placesOf(account)).toEqual([{ number: 1 }])
  expect(await placesOf(guest)).toEqual([])

  const late = uuid()
  await joinQueue(pool, eventId, [job(late)])
  await adoptGuest(pool, memory, late, other)
  expect(await placesOf(other)).toEqual([{ number: 3 }])
  expect(await placesOf(late)).toEqual([])
})

test('people are let in for free seats only: none while every seat is in a basket', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const event = await openHouse(pool, 3, { maxPerOrder: 3 })
  await changeQueue(pool, event.id, { mode: 'scheduled' })
  await joinQueue(
    pool,
    event.id,
    Array.from({ length: 10 }, () => job()),
  )
  await pool.query(
    `insert into claims (event_id, seat, state, expires_at, hold_id)
     select $1, s, 1, clock_timestamp() + interval '1 hour', $2 from generate_series(0, 2) s`,
    [event.id, uuid()],
  )
  await using server = startRooms(database)
  await server.rooms.tick()
  expect(await numbersOf(database, event.id)).toEqual([])
  expect(server.rooms.room(event.id)!.status.view).toMatchObject({
    phase: 'open',
    heldBackBy: 'seats',
    seats: { free: 0, inCheckout: 3 },
  })
  // One seat comes back: one person is enough to look at it.
  await pool.query('delete from claims where event_id = $1 and seat = 0', [event.id])
  await server.rooms.tick()
  expect(await numbersOf(database, event.id)).toEqual([1])
  // All are sold: those who wait are told, and nobody else is let in.
  await pool.query('delete from claims where event_id = $1', [event.id])
  await pool.query(
    `insert into claims (event_id, seat, state, hold_id) select $1, s, 2, $2 from generate_series(0, 2) s`,
    [event.id, uuid()],
  )
  await server.rooms.tick()
  expect(server.rooms.room(event.id)!.status.phase).toBe('sold_out')
  expect(await numbersOf(database, event.id)).toEqual([1])
})
