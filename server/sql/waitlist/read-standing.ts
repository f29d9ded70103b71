import type { Waiting } from '../../domain/waitlist.ts'
import type { Queryable } from '../../postgres/pool.ts'

export interface WaitingRow extends Waiting {
  customerId: string
  /** A name and an address were left: enough for an order. */
  hasBuyer: boolean
  capped: boolean
  /** The hold of what is gathered for it. */
  gatherHoldId: string | null
}

/** What is free in an event, and who waits for it, as one statement of the caller's transaction sees it. */
export interface Standing {
  clock: Date
  /** Seats can be had now: published, and the sale has begun and not ended. */
  isOpen: boolean
  /** New places can be taken. */
  isOffered: boolean
  planVersion: number
  prices: Record<string, number>
  locked: string[]
  cap: number | null
  passes: number
  passMinutes: number
  auto: boolean
  free: number[]
  /** Seats of holds whose time is over and that nobody has ended yet. */
  lapsed: number[]
  entries: WaitingRow[]
}

interface Entry {
  id: string
  customer: string
  quantity: number
  categories: string[] | null
  area: string | null
  adjacent: boolean
  gathering: boolean
  gathered: number[] | null
  hold: string | null
  buyer: boolean
  capped: boolean
  passed: number
  first: number | null
}

type Row = Omit<Standing, 'entries'> & { entries: Entry[] | null }

export async function readStanding(db: Queryable, eventId: string): Promise<Standing> {
  const { rows } = await db.query<Row>({
    name: 'waitlist-standing',
    text: `select clock_timestamp() as clock, e.waitlist as "isOffered", e.plan_version as "planVersion", e.prices,
        e.locked_categories as locked, e.max_per_customer as cap, e.waitlist_passes as passes,
        e.waitlist_pass_minutes as "passMinutes", e.waitlist_auto as auto,
        e.published and e.cancelled_at is null and coalesce(e.on_sale_at <= clock_timestamp(), true)
          and least(e.sale_ends_at, e.starts_at) > clock_timestamp() as "isOpen",
        array(select s from generate_series(0, e.places - 1) s
               where not exists (select from claims c where c.event_id = $1 and c.seat = s) order by s) as free,
        array(select c.seat from claims c
               where c.event_id = $1 and c.expires_at <= clock_timestamp() order by c.seat) as lapsed,
        (select json_agg(json_build_object(
                  'id', w.id, 'customer', w.customer_id, 'quantity', w.quantity, 'categories', w.categories, 'area', w.area,
                  'adjacent', w.adjacent, 'gathering', w.state = 2, 'gathered', h.seats, 'hold', h.id,
                  'buyer', w.buyer_name is not null and w.buyer_email is not null, 'capped', w.capped, 'passed', w.passed,
                  'first', extract(epoch from w.first_passed_at) * 1000) order by w.number)
           from waitlist w
           left join holds h on h.event_id = $1 and h.id = w.hold_id and h.state = 1
          where w.event_id = $1 and w.state in (1, 2)) as entries
      from events e where e.id = $1`,
    values: [eventId],
  })
  const { entries, ...standing } = rows[0]!
  return {
    ...standing,
    entries: (entries ?? []).map(({ customer, gathered, hold, buyer, first, ...entry }) => ({
      ...entry,
      customerId: customer,
      gathered: gathered ?? [],
      gatherHoldId: hold,
      hasBuyer: buyer,
      firstPassedAtMs: first,
    })),
  }
}
