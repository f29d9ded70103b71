import type { CodeRule } from '../domain/code.ts'
import type { Discount } from '../domain/pricing.ts'
import type { Queryable } from '../postgres/pool.ts'

const kinds = ['none', 'percent', 'per_ticket', 'per_order'] as const

interface Raw extends Omit<CodeRule, 'discount'> {
  kind: number
  value: number
}

const columns = `c.code, c.discount_kind as kind, c.discount_value as value, c.categories, c.unlocks, c.presale,
  c.max_tickets as "maxTickets", c.max_per_customer as "maxPerCustomer",
  c.valid_from as "validFrom", c.valid_until as "validUntil", c.active`

/** Orders that count towards a code's limits: the same as `use_code` counts. */
const counts = `(o.state = 2 or o.state = 1 and o.payment_deadline > clock_timestamp())`

function named({ kind, value, ...raw }: Raw): CodeRule {
  const name = kinds[kind]!
  const discount: Discount = name === 'none' ? { kind: name } : { kind: name, value }
  return { ...raw, discount }
}

export interface CodeUse {
  rule: CodeRule
  used: { byAll: number; byCustomer: number }
  clock: Date
}

/** A code and how much of it is used: a hint, since nothing is locked. `use_code` decides. */
export async function readCodeUse(
  db: Queryable,
  eventId: string,
  code: string,
  customerId: string,
): Promise<CodeUse | undefined> {
  const { rows } = await db.query<Raw & { byAll: number; byCustomer: number; clock: Date }>(
    `select ${columns}, u."byAll", u."byCustomer", clock_timestamp() as clock
       from codes c
      cross join lateral (
        select coalesce(sum(o.code_tickets), 0)::integer as "byAll",
               coalesce(sum(o.code_tickets) filter (where o.customer_id = $3), 0)::integer as "byCustomer"
          from orders o where o.event_id = $1 and o.code = $2 and ${counts}
      ) u
      where c.event_id = $1 and c.code = $2`,
    [eventId, code, customerId],
  )
  if (rows[0] === undefined) return undefined
  const { byAll, byCustomer, clock, ...raw } = rows[0]
  return { rule: named(raw), used: { byAll, byCustomer }, clock }
}

export interface ListedCode extends CodeRule {
  orders: number
  tickets: number
}

export async function listCodeRows(db: Queryable, eventId: string, only?: string): Promise<ListedCode[]> {
  const { rows } = await db.query<Raw & { orders: number; tickets: number }>(
    `select ${columns}, u.orders, u.tickets
       from codes c
      cross join lateral (
        select count(*)::integer as orders, coalesce(sum(o.code_tickets), 0)::integer as tickets
          from orders o where o.event_id = $1 and o.code = c.code and ${counts}
      ) u
      where c.event_id = $1 and ($2::text is null or c.code = $2)
      order by c.created_at, c.code`,
    [eventId, only ?? null],
  )
  return rows.map(({ orders, tickets, ...raw }) => ({ ...named(raw), orders, tickets }))
}

/** False when the event has as many codes as it may have, and this would be another. */
export async function storeCode(
  db: Queryable,
  eventId: string,
  rule: CodeRule,
  most: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into codes (event_id, code, discount_kind, discount_value, categories, unlocks, presale,
                        max_tickets, max_per_customer, valid_from, valid_until, active)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
      where (select count(*) from codes c where c.event_id = $1 and c.code <> $2) < $13
         on conflict (event_id, code) do update
        set discount_kind = excluded.discount_kind, discount_value = excluded.discount_value,
            categories = excluded.categories, unlocks = excluded.unlocks, presale = excluded.presale,
            max_tickets = excluded.max_tickets, max_per_customer = excluded.max_per_customer,
            valid_from = excluded.valid_from, valid_until = excluded.valid_until, active = excluded.active`,
    [
      ...[eventId, rule.code, kinds.indexOf(rule.discount.kind)],
      ...[
        rule.discount.kind === 'none' ? 0 : rule.discount.value,
        rule.categories,
        rule.unlocks,
        rule.presale,
      ],
      ...[rule.maxTickets, rule.maxPerCustomer, rule.validFrom, rule.validUntil, rule.active, most],
    ],
  )
  return rowCount === 1
}

export async function deleteCodeRow(db: Queryable, eventId: string, code: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from codes where event_id = $1 and code = $2', [eventId, code])
  return rowCount === 1
}
