import type { RefusalOf } from '../../contract/refusals.ts'
import type { QueueDraw } from '../../contract/shapes/queue.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import type { Pool } from '../postgres/pool.ts'
import { readDraw, readEntrants } from '../sql/queue/draws.ts'

/** Everything that it takes to check the draw, as far as it is public. */
export async function showDraw(
  pool: Pool,
  eventId: string,
): Promise<Outcome<QueueDraw, RefusalOf<'NOT_FOUND'>>> {
  const draw = await readDraw(pool, eventId)
  if (draw === undefined) return refuse({ code: 'NOT_FOUND' })
  return ok({
    commitment: draw.commitment.toString('hex'),
    committedAt: draw.committedAt.toISOString(),
    frozenAt: draw.frozenAt?.toISOString() ?? null,
    entrants: draw.entrants,
    digest: draw.digest?.toString('hex') ?? null,
    revealedAt: draw.revealedAt?.toISOString() ?? null,
    seed: draw.seed?.toString('hex') ?? null,
    entries: draw.revealedAt === null ? null : await readEntrants(pool, eventId),
  })
}
