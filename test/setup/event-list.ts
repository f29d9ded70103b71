import type { EventQuery } from '../../contract/shapes/events.ts'
import { createEvent } from '../../server/booking/create-event.ts'
import { listEvents } from '../../server/booking/list-events.ts'
import { createUuidMaker } from '../../server/ids.ts'
import { createInventory } from '../../server/inventory/inventory.ts'
import { composeQueries } from '../../server/sql/tables.ts'
import { freshDatabase } from './database.ts'

export interface Wanted {
  title: string
  startsAt: string
  category?: string
  price?: number
  currency?: string
  city?: string
  summary?: string
  published?: boolean
  listed?: boolean
  places?: number
}

/** A database with no events yet, a way to put some there, and the list of them. */
export async function openList() {
  const database = await freshDatabase()
  const uuid = createUuidMaker()
  const inventory = createInventory({ pool: database.pool, uuid, nowMs: Date.now })

  const create = async (slug: string, wanted: Wanted) => {
    const { price = 500, currency = 'EUR', places = 3, city = 'Wien', ...rest } = wanted
    const created = await createEvent(
      { database: composeQueries(database.pool) },
      {
        published: true,
        ...rest,
        slug,
        venue: { name: 'Kleines Haus', city },
        timezone: 'Europe/Vienna',
        currency,
        prices: { Standing: price, Balcony: price + 1 },
        plan: {
          name: 'House',
          size: { width: 10, height: 10 },
          categories: [
            { name: 'Balcony', color: '#0c0' },
            { name: 'Standing', color: '#c00' },
          ],
          zones: [
            {
              position: { x: 0, y: 0 },
              rows: [
                {
                  position: { x: 0, y: 0 },
                  seats: [
                    { seat_guid: 'b', seat_number: '1', category: 'Balcony', position: { x: 0, y: 0 } },
                  ],
                },
              ],
              areas: [
                {
                  shape: 'circle',
                  circle: { radius: 5 },
                  position: { x: 5, y: 5 },
                  admission: { id: 'floor', capacity: places, category: 'Standing' },
                },
              ],
            },
          ],
        },
      },
      { organiserId: null },
    )
    if (!created.ok) throw new Error(JSON.stringify(created.refusal))
    return created.value
  }

  const list = async (query: EventQuery = {}) => {
    const page = await listEvents(
      { pool: database.pool, database: composeQueries(database.pool), inventory },
      query,
    )
    if (!page.ok) throw new Error(JSON.stringify(page.refusal))
    return page.value
  }
  const slugs = async (query?: EventQuery) => (await list(query)).events.map(({ slug }) => slug)
  return { database, inventory, uuid, create, list, slugs }
}
