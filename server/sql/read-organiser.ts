import type { Queryable } from '../postgres/pool.ts'

export interface Organiser {
  name: string
  email: string
}

/** Who puts an event on, as far as their guests may know. */
export async function readOrganiser(db: Queryable, organiserId: string): Promise<Organiser | null> {
  const { rows } = await db.query<Organiser>('select name, email from users where id = $1', [organiserId])
  return rows[0] ?? null
}
