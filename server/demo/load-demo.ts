import type { NewCode } from '../../contract/shapes/prices.ts'
import { ensureDemoAccounts } from '../accounts/demo-accounts.ts'
import { createEvent } from '../booking/create-event.ts'
import { seedCode } from '../booking/event-codes.ts'
import type { Pool } from '../postgres/pool.ts'
import { changeQueue } from '../sql/queue/change-queue.ts'
import { composeQueries } from '../sql/tables.ts'
import { demoEvents, type ListedEvent } from './events.ts'

const STATE = 'demo_events'

/**
 * Fills an empty database with the demo's people and events; returns how many events were new. A load that was cut
 * short goes on at the next start. A database that has events of its own, or once had the demo's, is left alone.
 */
export async function loadDemo(context: { pool: Pool; ids: { uuid(): string } }, now: Date): Promise<number> {
  const { pool } = context
  await ensureDemoAccounts(context)
  // One statement decides and notes it, so that a second server cannot see a half-filled database as one in use.
  const { rows } = await pool.query<{ value: string }>(
    `with begun as (
       insert into settings (key, value)
       select $1, 'loading' where not exists (select from events)
       on conflict (key) do nothing
       returning value
     )
     select value from begun union all select value from settings where key = $1`,
    [STATE],
  )
  if (rows[0]?.value !== 'loading') return 0

  const organiser = await pool.query<{ id: string }>(
    `select id from users where email = 'organiser@example.com'`,
  )
  const database = composeQueries(pool)
  let created = 0
  for (const { artwork, codes, waitingRoom, ...event } of demoEvents(now)) {
    const outcome = await createEvent({ database }, event, {
      organiserId: organiser.rows[0]?.id ?? null,
      artwork,
    })
    if (outcome.ok) created += 1
    // Another server, or the load before this one, was first.
    else if (outcome.refusal.code !== 'SLUG_TAKEN') {
      throw new Error(`the demo event ${event.slug} is refused: ${JSON.stringify(outcome.refusal)}`)
    }
    await loadCodes(pool, event.slug, codes)
    if (waitingRoom !== undefined) await loadRoom(pool, event.slug, waitingRoom)
  }
  await pool.query(`update settings set value = 'loaded' where key = $1`, [STATE])
  return created
}

async function loadRoom(
  pool: Pool,
  slug: string,
  { opensInMinutes, ...room }: NonNullable<ListedEvent['waitingRoom']>,
): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select id from events where slug = $1', [slug])
  await changeQueue(pool, rows[0]!.id, { mode: 'scheduled', prequeueMinutes: opensInMinutes, ...room })
}

/** Also when the event was there before: the load may have been cut short between the two. */
async function loadCodes(pool: Pool, slug: string, codes: Record<string, NewCode>): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select id from events where slug = $1', [slug])
  for (const [code, rule] of Object.entries(codes)) await seedCode(pool, rows[0]!.id, code, rule)
}
