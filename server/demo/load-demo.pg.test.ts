import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { createUuidMaker } from '../ids.ts'
import { demoEvents } from './events.ts'
import { loadDemo } from './load-demo.ts'

const ids = { uuid: createUuidMaker() }
const now = new Date('2026-11-20T12:00:00Z')

test('an empty database gets every demo event with its plan, once, however often and by however many it is loaded', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  const loads = await Promise.all([loadDemo({ pool, ids }, now), loadDemo({ pool, ids }, now)])
  const programme = demoEvents(now)
  expect(loads[0]! + loads[1]!).toBe(programme.length)
  expect(await loadDemo({ pool, ids }, now)).toBe(0)

  const { rows } = await pool.query(
    `select slug, published, artwork, places, min_price, max_per_customer,
            (select email from users where id = organiser_id) as organiser,
            (select count(*)::int from event_plans where event_id = id and version = plan_version) as plans
       from events`,
  )
  expect(rows.map((row) => row.slug).sort()).toEqual(programme.map((event) => event.slug).sort())
  const bySlug = Object.fromEntries(rows.map((row) => [row.slug, row]))
  expect(bySlug['limited-concert']).toMatchObject({ places: 2, min_price: 0 })
  expect(bySlug.workshop).toMatchObject({ places: 25, min_price: 0, max_per_customer: 2 })
  expect(bySlug['community-meetup']).toMatchObject({ places: 30, min_price: 0 })
  expect(bySlug['grand-theatre']).toMatchObject({ places: 1207, min_price: 3100 })
  expect(bySlug['arena-night']).toMatchObject({ places: 22_000 })
  for (const row of rows) {
    expect(row).toMatchObject({ published: true, plans: 1, organiser: 'organiser@example.com' })
  }
})

test('a load that was cut short goes on; a database with events of its own is left alone', async () => {
  await using database = await freshDatabase()
  const { pool } = database
  await loadDemo({ pool, ids }, now)
  await pool.query(`update settings set value = 'loading' where key = 'demo_events'`)
  await pool.query(`delete from events where slug in ('workshop', 'grand-theatre')`)
  expect(await loadDemo({ pool, ids }, now)).toBe(2)
  await pool.query(`delete from events where slug <> 'workshop'`)
  expect(await loadDemo({ pool, ids }, now)).toBe(0)
  await pool.query(`delete from settings where key = 'demo_events'`)
  expect(await loadDemo({ pool, ids }, now)).toBe(0)
})
