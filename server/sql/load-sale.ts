import type { Queryable } from '../postgres/pool.ts'
import { type EventRow, eventColumns } from './tables.ts'

const columns = eventColumns.map((column) => `e.${column}`).join(', ')

/** An event with its plan of the current version. Undefined when there is no such event. */
export async function loadSale(
  db: Queryable,
  eventId: string,
): Promise<{ event: EventRow; document: unknown; seatOrder: string[] | null } | undefined> {
  const { rows } = await db.query(
    `select ${columns}, p.document, p.seat_order as "seatOrder"
       from events e join event_plans p on p.event_id = e.id and p.version = e.plan_version
      where e.id = $1`,
    [eventId],
  )
  if (rows[0] === undefined) return undefined
  const { document, seatOrder, ...event } = rows[0]
  return { event, document, seatOrder }
}
