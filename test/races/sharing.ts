import type { InventoryParts } from '../../server/inventory/inventory.ts'
import type { HoldNews, OrderNews, SeatNews } from '../../server/inventory/news.ts'
import type { Sale } from '../../server/inventory/sale.ts'
import type { Pool } from '../../server/postgres/pool.ts'
import type { Redis } from '../../server/redis/redis.ts'
import type { FreshDatabase } from '../setup/database.ts'
import type { FreshRedis } from '../setup/redis.ts'
import { type Server, startEngine } from './house.ts'

/** One of several engines that share their sales, and all that it has said of one event. */
export interface Sharing extends Server {
  eventSale: Sale
  readonly heard: { holds: HoldNews[]; orders: OrderNews[]; changes: SeatNews[] }
  readonly counted: { corrections: number; drift: number }
  readonly faults: string[]
  /** Statements that read the event's claims, and those that end holds; counted since the event was opened. */
  readonly asked: { readings: number; endings: number }
}

interface SharingOptions extends Partial<Pick<InventoryParts, 'nowMs' | 'isWatched'>> {
  /** Between an engine and its Redis. */
  through?: (redis: Redis) => Redis
}

/** So many engines on one event, each with connections of its own, as servers have. */
export async function startSharing(
  { database, redis, eventId }: { database: FreshDatabase; redis: FreshRedis; eventId: string },
  count: number,
  { through = (own) => own, ...parts }: SharingOptions = {},
): Promise<AsyncDisposable & { engines: Sharing[] }> {
  await using stack = new AsyncDisposableStack()
  const engines: Sharing[] = []
  for (let nth = 0; nth < count; nth += 1) {
    const counted = { corrections: 0, drift: 0 }
    const faults: string[] = []
    const engine = stack.use(
      startEngine(database, {
        ...parts,
        redis: through(await redis.open()),
        onCorrection: () => {
          counted.corrections += 1
        },
        onDrift: (_, seats) => {
          counted.drift += seats
        },
        onFault: (message, cause) => faults.push(`${message}: ${cause}`),
      }),
    )
    const heard: Sharing['heard'] = { holds: [], orders: [], changes: [] }
    engine.inventory.onHold((news) => heard.holds.push(news))
    engine.inventory.onOrder((news) => heard.orders.push(news))
    engine.inventory.onChange((news) => heard.changes.push(news))
    const eventSale = await engine.sale(eventId)
    engines.push({ ...engine, eventSale, heard, counted, faults, asked: countAsked(engine.pool) })
  }
  const disposing = stack.move()
  return { engines, [Symbol.asyncDispose]: () => disposing.disposeAsync() }
}

function countAsked(pool: Pool): Sharing['asked'] {
  const asked = { readings: 0, endings: 0 }
  const query = pool.query.bind(pool)
  pool.query = ((...args: Parameters<typeof query>) => {
    const first: unknown = args[0]
    const text = typeof first === 'string' ? first : ((first as { text?: string }).text ?? '')
    if (text.includes('json_agg(json_build_array(c.seat')) asked.readings += 1
    if (text.includes('release_holds')) asked.endings += 1
    return query(...args)
  }) as typeof pool.query
  return asked
}
