import { useMemo } from 'react'
import { SeatState } from '../../../contract/seat-state.ts'
import type { Event } from '../../../contract/shapes/events.ts'
import type { LiveStore } from '../../live/live-store.ts'
import { useLiveStatus } from '../../live/use-live.ts'
import type { PlanIndex } from '../../seat-map/plan-index.ts'

/** Free places by category and by standing area, as the live map knows them; until then, as the event said. */
export function useLiveFree(event: Event, plan: PlanIndex | null, live: LiveStore) {
  const counts = useLiveStatus(live, (status) => status.counts)
  const ready = useLiveStatus(live, (status) => status.ready)
  return useMemo(() => {
    if (!plan || !ready || counts.free < 0 || live.states.length !== plan.places) {
      return { categories: event.categories, areas: new Map<string, number>() }
    }
    const byCategory = new Uint32Array(plan.categories.length)
    const byArea = new Uint32Array(plan.standing.length)
    for (let index = 0; index < plan.places; index += 1) {
      if (live.states[index] !== SeatState.free) continue
      byCategory[plan.category[index] ?? 0]! += 1
      const area = plan.standingOf[index] ?? -1
      if (area >= 0) byArea[area]! += 1
    }
    const free = new Map(plan.categories.map(({ name }, number) => [name, byCategory[number] ?? 0]))
    return {
      categories: event.categories.map((category) => ({
        ...category,
        available: free.get(category.name) ?? category.available,
      })),
      areas: new Map(plan.standing.map(({ id }, number) => [id, byArea[number] ?? 0])),
    }
  }, [event, plan, live, counts, ready])
}
