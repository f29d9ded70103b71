import { expect, test } from 'vitest'
import { openHouse, uuid } from '../../test/races/house.ts'
import { freshDatabase } from '../../test/setup/database.ts'
import { startRooms } from '../../test/setup/queue-room.ts'
import { freshRedis, until } from '../../test/setup/redis.ts'
import { changeQueue } from '../sql/queue/change-queue.ts'

const caller = () => ({ customerId: uuid(), customerIds: [uuid()] })

/*
 * Neither server ticks here: what the second one knows it has heard. Its subscription may begin later than the first one's news, which is
 * nothing but news, so that is told again until it is heard.
 */
test('a room that is switched on or off at one server is so at the others, before they tick', async () => {
  await using database = await freshDatabase()
  await using redis = await freshRedis()
  const event = await openHouse(database.pool, 10)
  await using one = startRooms(database, { bus: (await redis.open()).bus })
  await using two = startRooms(database, { bus: (await redis.open()).bus })
  expect(two.rooms.refuse(event.id, caller())).toBeNull()
  await changeQueue(database.pool, event.id, { mode: 'scheduled' })
  await until(async () => {
    await one.rooms.refresh(event.id)
    return two.rooms.room(event.id) !== undefined
  })
  expect(two.rooms.refuse(event.id, caller())).toMatchObject({ code: 'QUEUE_REQUIRED' })

  await changeQueue(database.pool, event.id, { mode: 'off' })
  await one.rooms.refresh(event.id)
  await until(() => two.rooms.refuse(event.id, caller()) === null)
})

test('control: a server that hears nothing finds it with its next tick', async () => {
  await using database = await freshDatabase()
  await using redis = await freshRedis()
  const event = await openHouse(database.pool, 10)
  await using one = startRooms(database, { bus: (await redis.open()).bus })
  await using two = startRooms(database)
  await changeQueue(database.pool, event.id, { mode: 'scheduled' })
  await one.rooms.refresh(event.id)
  expect(two.rooms.refuse(event.id, caller())).toBeNull()
  await two.rooms.tick()
  expect(two.rooms.refuse(event.id, caller())).toMatchObject({ code: 'QUEUE_REQUIRED' })
})
