import { isUuid } from '../ids.ts'
import type { Queryable } from '../postgres/pool.ts'

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const SLUG_LENGTH_MAX = 100

export interface EventIds {
  /**
   * The id that an address names: at once when it is an id or a slug seen before, else from the database. Undefined
   * for a slug that no event has; an id is taken as it is.
   */
  of(idOrSlug: string): string | undefined | Promise<string | undefined>
}

/**
 * Remembers which event a slug names; a slug never moves to another event. Unknown slugs are not remembered, so nobody
 * can fill the memory with names of their own, and a new event is found at once.
 */
export function createEventIds(db: Queryable, limit: number): EventIds {
  const known = new Map<string, string>()

  async function lookUp(slug: string): Promise<string | undefined> {
    const { rows } = await db.query<{ id: string }>({
      name: 'event-by-slug',
      text: 'select id from events where slug = $1',
      values: [slug],
    })
    const id = rows[0]?.id
    if (id === undefined) return undefined
    // The one that has been known longest goes; asked for again, it costs one query.
    if (known.size >= limit) known.delete(known.keys().next().value!)
    known.set(slug, id)
    return id
  }

  return {
    of(idOrSlug) {
      if (isUuid(idOrSlug)) return idOrSlug
      const id = known.get(idOrSlug)
      if (id !== undefined) return id
      return idOrSlug.length <= SLUG_LENGTH_MAX && SLUG.test(idOrSlug) ? lookUp(idOrSlug) : undefined
    },
  }
}
