import type { Queryable } from '../postgres/pool.ts'
import { plainArray } from './array-literal.ts'
import type { ClaimJob } from './claim-seats.ts'

/** What the ledger has under the id of a hold that was asked for. */
export type Grant =
  | { state: 'live'; clock: Date; expiresAt: Date }
  /** It was granted, and is over; or it was refused by `refuseForGood`. */
  | { state: 'ended' | 'refused' }

/** By hold id; what is not in it has not been committed. */
export async function findGrants(
  db: Queryable,
  eventId: string,
  holdIds: readonly string[],
): Promise<Map<string, Grant>> {
  const { rows } = await db.query<{ id: string; state: Grant['state']; clock: Date; expiresAt: Date }>(
    `select h.id, h.expires_at as "expiresAt", clock_timestamp() as clock,
            case when h.created_at = h.expires_at then 'refused'
                 when h.state = 1 and h.expires_at > clock_timestamp() then 'live'
                 else 'ended' end as state
       from holds h where h.event_id = $1 and h.id = any ($2::uuid[])`,
    [eventId, plainArray(holdIds)],
  )
  return new Map(
    rows.map(({ id, state, clock, expiresAt }) => [
      id,
      state === 'live' ? { state, clock, expiresAt } : { state },
    ]),
  )
}

/**
 * Makes the refusal of these jobs final: a first attempt at one of them that is still on its way can never be granted after
 * this, because its id is taken, by a hold that ended in the instant it was made. Gives the ids that were taken
 * already, by that first attempt.
 */
export async function refuseForGood(
  db: Queryable,
  eventId: string,
  jobs: readonly ClaimJob[],
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with refused as (
       insert into holds (event_id, id, customer_id, state, seats, amounts, total, created_at, expires_at, ended_at)
       select $1, w.id, w.customer, 3, array(select jsonb_array_elements_text(w.seats)::integer),
              array(select jsonb_array_elements_text(w.amounts)::integer), w.total, now(), now(), now()
         from jsonb_to_recordset($2) w(id uuid, customer uuid, seats jsonb, amounts jsonb, total bigint)
           on conflict (event_id, id) do nothing
       returning id
     )
     select w.id from jsonb_to_recordset($2) w(id uuid) where w.id not in (select id from refused)`,
    [
      eventId,
      JSON.stringify(
        jobs.map(({ holdId, customerId, seats, amounts, total }) => ({
          id: holdId,
          customer: customerId,
          seats,
          amounts,
          total,
        })),
      ),
    ],
  )
  return rows.map(({ id }) => id)
}
