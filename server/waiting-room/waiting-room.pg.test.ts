import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openHouse, uuid } from '../../test/races/house.ts'
import { type FreshDatabase, freshDatabase } from '../../test/setup/database.ts'
import { startRooms } from '../../test/setup/queue-room.ts'
import { changeQueue } from '../sql/queue/change-queue.ts'
import { joinQueue } from '../sql/queue/join-queue.ts'
import { giveUpPlace } from './give-up-place.ts'
import { showPlace } from './show-place.ts'
import { takePlace } from './take-place.ts'

const caller = (customerId = uuid()) => ({ customerId, customerIds: [customerId] })
const newcomer = (customerId = uuid(), change: object = {}) => ({
  ...caller(customerId),
  isSignedIn: false,
  network: '192.0.2.1',
  underPressure: false,
  ...change,
})

async function openRoom({ pool }: FreshDatabase, change: object = {}): Promise<string> {
  const event = await openHouse(pool, 100)
  await changeQueue(pool, event.id, { mode: 'scheduled', admitPerMinute: 6000, ...change })
  return event.id
}

test('an event without a room is let through at once, and so is one whose sale is over', async () => {
  await using database = await freshDatabase()
  const event = await openHouse(database.pool, 10)
  await using server = startRooms(database)
  await server.rooms.tick()
  expect(server.rooms.refuse(event.id, caller())).toBeNull()
  await changeQueue(database.pool, event.id, { mode: 'scheduled' })
  await server.rooms.tick()
  expect(server.rooms.refuse(event.id, caller())).toMatchObject({ code: 'QUEUE_REQUIRED' })
  await database.pool.query(`update events set starts_at = clock_timestamp() where id = $1`, [event.id])
  await server.rooms.tick()
  expect(server.rooms.refuse(event.id, caller())).toBeNull()
})

test('an admission is good on another server at once by its token, and gone there at once when it is spent', async () => {
  await using database = await freshDatabase()
  const eventId = await openRoom(database)
  await using first = startRooms(database)
  await using second = startRooms(database)
  await second.rooms.tick()
  await first.rooms.tick()
  const person = newcomer()
  await takePlace(first.rooms, first.rooms.room(eventId)!, person, {})
  await first.rooms.tick()
  const { place } = await showPlace(first.rooms, first.rooms.room(eventId)!, person)
  expect(place).toMatchObject({ state: 'admitted' })

  // The second server has not looked since, so without the token it knows nothing of it.
  expect(second.rooms.refuse(eventId, person)).toMatchObject({ code: 'QUEUE_REQUIRED' })
  const shown = { ...person, admission: place!.admission!.token }
  expect(await second.rooms.refuse(eventId, shown)).toBeNull()
  expect(second.rooms.refuse(eventId, { ...newcomer(), admission: shown.admission })).toMatchObject({
    code: 'QUEUE_REQUIRED',
  })

  await database.pool.query(
    `insert into orders (event_id, id, customer_id, hold_id, state, buyer_name, buyer_email, seats, amounts, total,
                         created_at, confirmed_at)
     values ($1, $2, $3, $2, 2, 'A', 'a@example.com', '{0}', '{0}', 0, clock_timestamp(), clock_timestamp())`,
    [eventId, uuid(), person.customerId],
  )
  expect(await first.rooms.refuse(eventId, shown)).toMatchObject({ code: 'QUEUE_REQUIRED' })
  expect(await second.rooms.refuse(eventId, shown)).toMatchObject({ code: 'QUEUE_REQUIRED' })
  // Nobody is told that they are in when the gate would refuse them, also before anything is settled.
  expect(await showPlace(second.rooms, second.rooms.room(eventId)!, person)).toMatchObject({
    place: { state: 'spent', admission: null },
  })
  await second.rooms.tick()
  expect(await showPlace(second.rooms, second.rooms.room(eventId)!, person)).toMatchObject({
    place: { state: 'spent', admission: null },
  })
})

test('an admission that nobody uses ends with its time, and what it held is what is learnt from it', async () => {
  await using database = await freshDatabase()
  const eventId = await openRoom(database, { admissionSeconds: 30, targetInside: 1 })
  await using server = startRooms(database)
  await server.rooms.tick()
  const [idle, next] = [newcomer(), newcomer()]
  const room = () => server.rooms.room(eventId)!
  await takePlace(server.rooms, room(), idle, {})
  await takePlace(server.rooms, room(), next, {})
  await server.rooms.tick()
  expect(await showPlace(server.rooms, room(), next)).toMatchObject({ place: { state: 'waiting', ahead: 0 } })
  await database.pool.query(
    `update queue_entries set expires_at = clock_timestamp() where event_id = $1 and state = 2`,
    [eventId],
  )
  expect(await server.rooms.refuse(eventId, idle)).toMatchObject({ code: 'QUEUE_REQUIRED' })
  await server.rooms.tick()
  expect(await showPlace(server.rooms, room(), idle)).toMatchObject({ place: { state: 'expired' } })
  expect(await showPlace(server.rooms, room(), next)).toMatchObject({ place: { state: 'admitted' } })
  expect(room().room).toMatchObject({ decided: 1, decidedSeats: 0 })
})

test('who left is not counted among those ahead, also by a server that has just started', async () => {
  await using database = await freshDatabase()
  const eventId = await openRoom(database, { paused: true })
  await using server = startRooms(database)
  await server.rooms.tick()
  const people = [newcomer(), newcomer(), newcomer()]
  for (const each of people) await takePlace(server.rooms, server.rooms.room(eventId)!, each, {})
  await giveUpPlace(server.rooms, eventId, people[1]!)
  await server.rooms.tick()
  await using fresh = startRooms(database)
  await fresh.rooms.tick()
  for (const { rooms } of [server, fresh])
    expect(await showPlace(rooms, rooms.room(eventId)!, people[2]!)).toMatchObject({
      place: { number: 3, ahead: 1 },
    })
})

test('in load mode there is a queue only while more people look than should be inside', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const eventId = await openRoom(database, { mode: 'load', targetInside: 10 })
  let viewers = 10
  await using server = startRooms(database, { viewers: () => viewers })
  await server.rooms.tick()
  expect(server.rooms.room(eventId)!.status.phase).toBe('off')
  expect(server.rooms.refuse(eventId, caller())).toBeNull()
  const [closed] = await joinQueue(pool, eventId, [
    { id: randomUUID(), customerId: uuid(), address: '00', code: null },
  ])
  expect(closed!.verdict).toBe('CLOSED')
  viewers = 11
  await server.rooms.tick()
  await server.rooms.tick()
  expect(server.rooms.room(eventId)!.status.phase).toBe('open')
  expect(server.rooms.refuse(eventId, caller())).toMatchObject({ code: 'QUEUE_REQUIRED' })
})

test('a place costs work only under pressure, unless the organiser says always or never', async () => {
  await using database = await freshDatabase()
  const eventId = await openRoom(database, { paused: true })
  await using server = startRooms(database)
  await server.rooms.tick()
  const join = (underPressure: boolean) =>
    takePlace(server.rooms, server.rooms.room(eventId)!, newcomer(uuid(), { underPressure }), {})
  expect(await join(false)).toMatchObject({ ok: true })
  expect(await join(true)).toMatchObject({ refusal: { code: 'CHALLENGE_REQUIRED' } })
  await changeQueue(database.pool, eventId, { challenge: 'never' })
  await server.rooms.tick()
  expect(await join(true)).toMatchObject({ ok: true })
})

test('what an organiser changes is not undone by a tick that had read the room before', async () => {
  await using database = await freshDatabase()
  const eventId = await openRoom(database, { entryRule: 'signed_in' })
  await using server = startRooms(database)
  const { rooms, pool } = server
  // The tick has its answer, and is kept from going on.
  const tick = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  const asked: unknown[] = []
  const query = pool.query.bind(pool) as (...what: unknown[]) => Promise<unknown>
  pool.query = (async (...what: unknown[]) => {
    asked.push(what)
    const answer = await query(...what)
    answered.resolve()
    await tick.promise
    return answer
  }) as typeof pool.query
  const ticked = rooms.tick()
  await answered.promise
  await changeQueue(database.pool, eventId, { entryRule: 'anyone' })
  const refreshed = rooms.refresh(eventId)
  // It would be the younger of two readings, and the first to be done.
  expect(asked).toHaveLength(1)
  tick.resolve()
  await Promise.all([ticked, refreshed])
  expect(rooms.room(eventId)!.room.entryRule).toBe('anyone')
})
