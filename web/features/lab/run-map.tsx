import { useMemo } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { useLocale, useTexts } from '../../i18n/texts.ts'
import type { LiveStore } from '../../live/live-store.ts'
import type { PlanIndex } from '../../seat-map/plan-index.ts'
import { SeatMap } from '../../seat-map/seat-map.tsx'
import { useSold } from './use-sold.ts'

interface RunMapProps {
  event: Event | undefined
  plan: PlanIndex | null
  live: LiveStore
  seat: number | null
  onSeat: (seat: number) => void
}

const nothing: ReadonlySet<number> = new Set()

/**
 * The house as every viewer sees it, live, with one difference: what is sold is lit, as the visitor's own seats are in the
 * shop. Here it is everybody's success.
 */
export function RunMap({ event, plan, live, seat, onSeat }: RunMapProps) {
  const texts = useTexts()
  const lab = useLabTexts()
  const locale = useLocale()
  const sold = useSold(live)
  const labels = useMemo(() => {
    const { map } = texts
    return { ...map, states: { ...map.states, ownSold: map.states.sold, held: lab.log.outcomes.ok } }
  }, [texts, lab])
  const chosen = useMemo(() => (seat === null ? nothing : new Set([seat])), [seat])
  const size = 'h-88 sm:h-108 lg:h-144'
  return (
    <section aria-label={lab.run.map}>
      <div className={`panel isolate overflow-hidden ${size}`}>
        {event && plan ? (
          <SeatMap
            plan={plan}
            live={live}
            categories={event.categories}
            selected={chosen}
            ownSold={sold}
            onToggle={onSeat}
            onInspect={(index, by) => index !== null && by !== 'hover' && onSeat(index)}
            disabled
            locale={locale}
            labels={labels}
          />
        ) : (
          <div aria-busy="true" className="skeleton size-full" />
        )}
      </div>
      <p className="mt-2 text-sm text-ink-faint">{lab.run.mapHint}</p>
    </section>
  )
}
