import { clsx } from 'clsx'
import { lazy, Suspense, useMemo, useState } from 'react'
import { SeatState } from '../../../contract/seat-state.ts'
import type { Event } from '../../../contract/shapes/events.ts'
import { useLocale, useTexts } from '../../i18n/texts.ts'
import type { LiveStore } from '../../live/live-store.ts'
import { describeSeat } from '../../seat-map/describe-seat.ts'
import { Mark, type PlanIndex } from '../../seat-map/plan-index.ts'
import { SeatLegend } from '../../seat-map/seat-legend.tsx'
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
  /** Brought into view when it changes. */
  show: readonly number[]
  onToggle: (index: number) => void
  onArea?: () => void
  /** The same seats as a list, for whoever would rather read than look. */
  asList: boolean
  hiddenOnPhone: boolean
}

const SeatList = lazy(() =>
  import('../../seat-map/seat-list.tsx').then((file) => ({ default: file.SeatList })),
)

const mapSize = 'h-[min(62dvh,34rem)] min-h-80 lg:h-[41rem]'

export function MapPanel(props: MapPanelProps) {
  const { event, plan, live, categories, selected, ownHeld, ownSold, locked, onToggle, onArea } = props
  const [filter, setFilter] = useState<string | null>(null)
  /** Whether the legend is open: its pictures are drawn for those who want to see them. */
  const [explains, setExplains] = useState(false)
  const { toast } = useSpeaker()
  const locale = useLocale()
  const texts = useTexts()
  const t = texts.seats
  const filterSet = useMemo(() => (filter === null ? null : new Set([filter])), [filter])

  /** A tap on a seat that cannot be had is answered too: silence looks like a fault. */
  const inspect = (index: number | null, by: 'hover' | 'tap' | 'key') => {
    if (index === null || by !== 'tap' || !plan) return
    const { label } = describeSeat(plan, index, Look.free, { labels: texts.map, locale, categories: [] })
    const name = label.split(', ').slice(0, -1).join(', ')
    if (ownSold.has(index)) toast({ tone: 'good', title: t.inspected.ownSold, text: name })
    else if (ownHeld.has(index)) toast({ title: t.inspected.ownHeld, text: name })
    else if (live.states[index] === SeatState.held) {
      toast({ title: t.inspected.held, text: t.inspected.heldText(name) })
    } else if (live.states[index] === SeatState.sold) toast({ title: t.inspected.sold, text: name })
    else if (live.states[index] === SeatState.blocked) toast({ title: t.inspected.blocked, text: name })
    else if (locked) toast(t.locked)
  }

  const shared = {
    live,
    categories: event.categories,
    selected,
    ownHeld,
    ownSold,
    categoryFilter: filterSet,
    onToggle,
    onArea,
    disabled: locked,
    locale,
    labels: texts.map,
  }
  return (
    <div
      id="seat-plan"
      className={clsx('grid min-w-0 scroll-mt-20 gap-3', props.hiddenOnPhone && 'max-lg:hidden')}
    >
      <CategoryChips categories={categories} chosen={filter} onChoose={setFilter} />
      {plan && props.asList ? (
        <div className="panel overflow-y-auto lg:h-[41rem]">
          <Suspense fallback={<div className="skeleton m-4 h-40" />}>
            <SeatList {...shared} plan={plan} />
          </Suspense>
        </div>
      ) : plan ? (
        <>
          <div className={clsx('panel isolate overflow-hidden', mapSize)}>
            <SeatMap {...shared} plan={plan} show={props.show} onInspect={inspect} />
          </div>
          <details
            className="text-[0.9375rem]"
            onToggle={({ currentTarget }) => setExplains(currentTarget.open)}
          >
            <summary className="inline-flex min-h-11 cursor-pointer items-center rounded-full text-ink-soft hover:text-ink">
              {t.legend}
            </summary>
            {explains ? (
              <SeatLegend
                color={event.categories[0]?.color ?? ''}
                marks={marksOf(plan)}
                labels={texts.map}
                className="pt-2 pb-3 text-ink-soft"
              />
            ) : null}
          </details>
        </>
      ) : (
        <div className={clsx('skeleton rounded-lg', mapSize)} aria-busy="true">
          <span className="sr-only">{t.loadingMap}</span>
        </div>
      )}
    </div>
  )
}

/** Which kinds of seat the legend has to explain. */
function marksOf(plan: PlanIndex) {
  let all = 0
  for (const marks of plan.marks) all |= marks
  return {
    accessible: (all & Mark.accessible) > 0,
    companion: (all & Mark.companion) > 0,
    restrictedView: (all & Mark.restrictedView) > 0,
  }
}
