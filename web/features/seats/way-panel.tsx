import type { Event } from '../../../contract/shapes/events.ts'
import type { SeatSelection } from '../../../contract/shapes/holds.ts'
import type { PlanIndex } from '../../seat-map/plan-index.ts'
import { BestAvailable } from './best-available.tsx'
import { HeldHint, LimitReached, PickHint } from './pick-hint.tsx'
import { StandingPanel } from './standing-panel.tsx'
import type { BestWish } from './use-best-seats.ts'
import type { useLiveFree } from './use-live-free.ts'
import type { Way } from './ways.ts'

interface WayPanelProps {
  event: Event
  plan: PlanIndex | null
  way: Way
  /** Places are reserved already. */
  held: boolean
  /** How many the visitor owns, may still take, and has selected. */
  owned: number
  most: number
  chosen: number
  free: ReturnType<typeof useLiveFree>
  busy: boolean
  onPreview: (wish: BestWish) => void
  onReserve: (wish: SeatSelection) => void
}

/** What the chosen way asks of the visitor. */
export function WayPanel({
  event,
  plan,
  way,
  held,
  owned,
  most,
  chosen,
  free,
  busy,
  onPreview,
  onReserve,
}: WayPanelProps) {
  if (held) return event.seating === 'general' ? null : <HeldHint />
  if (most === 0) return <LimitReached event={event} owned={owned} />
  switch (way) {
    case 'best':
      return (
        <div className="panel p-5 lg:p-6">
          <BestAvailable
            event={event}
            most={most}
            categories={withChairs(free.categories, plan)}
            busy={busy || plan === null}
            onPreview={onPreview}
            onReserve={onReserve}
          />
        </div>
      )
    case 'standing':
      return (
        <div className="panel p-5 lg:p-6">
          <StandingPanel
            event={event}
            most={most}
            busy={busy}
            freeIn={(areaId) => free.areas.get(areaId)}
            onReserve={onReserve}
          />
        </div>
      )
    case 'map':
    case 'list':
      return (
        // On a phone it stays above the map: were it to go, the map would slip away under the finger.
        <div className={chosen > 0 ? 'lg:hidden' : undefined}>
          <PickHint event={event} asList={way === 'list'} />
        </div>
      )
  }
}

function withChairs(categories: Event['categories'], plan: PlanIndex | null): Event['categories'] {
  if (!plan) return categories
  const seated = new Set<string>()
  for (const seat of plan.seats) seated.add(plan.categories[plan.category[seat] ?? 0]?.name ?? '')
  return categories.filter(({ name }) => seated.has(name))
}
