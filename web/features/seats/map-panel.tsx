import { clsx } from 'clsx'
import { useMemo, useState } from 'react'
import type { Event } from '../../../contract/schemas.ts'
import { SeatState } from '../../../contract/seat-state.ts'
import { locale } from '../../format/locale.ts'
import type { LiveStore } from '../../live/live-store.ts'
import { describeSeat } from '../../seat-map/describe-seat.ts'
import { englishLabels } from '../../seat-map/labels.ts'
import type { PlanIndex } from '../../seat-map/plan-index.ts'
import { Look } from '../../seat-map/seat-look.ts'
import { SeatMap } from '../../seat-map/seat-map.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { CategoryChips } from './category-list.tsx'

interface MapPanelProps {
  event: Event
  plan: PlanIndex | null
  live: LiveStore
  /** With places free at this moment. */
  categories: Event['categories']
  selected: ReadonlySet<number>
  ownHeld: ReadonlySet<number>
  ownSold: ReadonlySet<number>
  /** Seats are reserved already: the map is to look at. */
  locked: boolean
  onToggle: (index: number) => void
  onArea?: () => void
  hiddenOnPhone: boolean
}

const mapSize = 'h-[min(62dvh,34rem)] min-h-80 lg:h-[41rem]'

export function MapPanel(props: MapPanelProps) {
  const { event, plan, live, categories, selected, ownHeld, ownSold, locked, onToggle, onArea } = props
  const [filter, setFilter] = useState<string | null>(null)
  const { toast } = useSpeaker()
  const filterSet = useMemo(() => (filter === null ? null : new Set([filter])), [filter])

  /** A tap on a seat that cannot be had is answered too: silence looks like a fault. */
  const inspect = (index: number | null, by: 'hover' | 'tap' | 'key') => {
    if (index === null || by !== 'tap' || !plan) return
    const { label } = describeSeat(plan, index, Look.free, { labels: englishLabels, locale, categories: [] })
    const name = label.split(', ').slice(0, -1).join(', ')
    if (ownSold.has(index)) toast({ tone: 'good', title: 'This seat is yours', text: name })
    else if (ownHeld.has(index)) toast({ title: 'Reserved for you', text: name })
    else if (live.states[index] === SeatState.held) {
      toast({ title: 'Held by someone else', text: `${name}. It comes back if they do not buy it.` })
    } else if (live.states[index] === SeatState.sold) toast({ title: 'Already sold', text: name })
    else if (live.states[index] === SeatState.blocked) toast({ title: 'Not for sale', text: name })
    else if (locked)
      toast({ title: 'You have seats reserved', text: 'Change them or give them back to choose others.' })
  }

  return (
    <div className={clsx('grid min-w-0 gap-3', props.hiddenOnPhone && 'max-lg:hidden')}>
      <CategoryChips categories={categories} chosen={filter} onChoose={setFilter} />
      {plan ? (
        <div className={clsx('panel isolate overflow-hidden', mapSize)}>
          <SeatMap
            plan={plan}
            live={live}
            categories={event.categories}
            selected={selected}
            ownHeld={ownHeld}
            ownSold={ownSold}
            categoryFilter={filterSet}
            onToggle={onToggle}
            onArea={onArea}
            onInspect={inspect}
            disabled={locked}
            locale={locale}
          />
        </div>
      ) : (
        <div className={clsx('skeleton rounded-lg', mapSize)} aria-busy="true">
          <span className="sr-only">Loading the seat map</span>
        </div>
      )}
    </div>
  )
}
