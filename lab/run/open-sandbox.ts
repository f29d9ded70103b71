import type { Organiser } from '../stage/organiser.ts'
import { seatedPlan } from '../stage/plans.ts'

export interface SandboxWish {
  /** A seat plan, or null for a room of so many seats. */
  plan: { categories: { name: string }[] } | null
  seats: number
  holdSeconds: number
  /** Minor units, of every seat. */
  price: number
  /** Most seats of one customer. */
  party: number
}

/** An event for one run, on sale at once and in no list. Its id. */
export async function openSandbox(organiser: Organiser, wish: SandboxWish): Promise<string> {
  const plan = wish.plan ?? (seatedPlan(wish.seats, 20) as { categories: { name: string }[] })
  const event = await organiser.createEvent({
    slug: `lab-${crypto.randomUUID()}`,
    title: 'A run of the lab',
    plan,
    prices: Object.fromEntries(plan.categories.map(({ name }) => [name, wish.price])),
    holdSeconds: wish.holdSeconds,
    maxPerOrder: wish.party,
    maxPerCustomer: wish.party,
  })
  return event.id
}
