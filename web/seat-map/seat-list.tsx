import { useEffect, useId, useMemo, useState } from 'react'
import type { LiveStore } from '../live/live-store.ts'
import { formatMoney, type MapCategory } from './describe-seat.ts'
import type { SeatLabels } from './labels.ts'
import type { PlanIndex } from './plan-index.ts'
import { SeatListRow } from './seat-list-row.tsx'
import { useFloorCounts } from './use-floor-counts.ts'
import { useSeatNews } from './use-seat-news.ts'
import './seat-list.css'

export interface SeatListProps {
  plan: PlanIndex
  live: LiveStore
  categories: readonly MapCategory[]
  selected: ReadonlySet<number>
  ownHeld?: ReadonlySet<number>
  ownSold?: ReadonlySet<number>
  /** Names of the categories to list; `null` or left out: all. */
  categoryFilter?: ReadonlySet<string> | null
  onToggle: (index: number) => void
  onArea?: (areaId: string) => void
  disabled?: boolean
  locale: string
  labels: SeatLabels
  className?: string
}

const nothing: ReadonlySet<number> = new Set()
/** A house as small as this is shown open. */
const SMALL_HOUSE = 60

/**
 * The same seats as on the map, as a list: zones, their rows, their seats. Only what is open is in the document, so
 * that 20,000 seats cost nothing until somebody looks at them.
 */
export function SeatList(props: SeatListProps) {
  const {
    plan,
    live,
    categories,
    selected,
    ownHeld = nothing,
    ownSold = nothing,
    categoryFilter = null,
  } = props
  const { onToggle, onArea, disabled = false, locale, labels } = props
  const tally = useFloorCounts(plan, live)
  const news = useSeatNews(live, labels)
  const seated = plan.zones.flatMap((zone, number) => (zone.seats.length > 0 ? [number] : []))
  const small = plan.seats.length <= SMALL_HOUSE
  const [open, setOpen] = useState<ReadonlySet<number>>(
    () => new Set(seated.length === 1 || small ? seated : []),
  )
  const wording = useMemo(() => ({ labels, locale, categories }), [labels, locale, categories])
  const mine = useMemo(() => ({ selected, ownHeld, ownSold }), [selected, ownHeld, ownSold])
  const left = (count: number) => (tally.counted ? labels.left(count) : '')
  const id = useId()

  const shows = (category: number) => !categoryFilter || categoryFilter.has(plan.categories[category]!.name)
  const price = (category: number) => {
    const known = categories.find(({ name }) => name === plan.categories[category]!.name)
    return known ? formatMoney(known.price, locale) : ''
  }

  return (
    <div className={`seat-list ${props.className ?? ''}`}>
      <ul aria-label={labels.list}>
        {seated.map((number) => {
          const zone = plan.zones[number]!
          const rows = zone.rows.filter((row) =>
            plan.rows[row]!.seats.some((seat) => shows(plan.category[seat]!)),
          )
          if (rows.length === 0) return null
          const isOpen = open.has(number)
          return (
            <li key={number}>
              <button
                type="button"
                className="seat-list-zone"
                aria-expanded={isOpen}
                aria-controls={`${id}-${number}`}
                onClick={() => setOpen((before) => toggled(before, number))}
              >
                <strong>{zone.name}</strong>
                <span>{left(tally.zoneFree[number]!)}</span>
              </button>
              <div id={`${id}-${number}`} hidden={!isOpen}>
                {isOpen && (
                  <ul>
                    {rows.map((row) => (
                      <SeatListRow
                        key={row}
                        row={row}
                        plan={plan}
                        live={live}
                        mine={mine}
                        wording={wording}
                        left={left(tally.rowFree[row]!)}
                        openAtFirst={small}
                        shows={shows}
                        disabled={disabled}
                        onToggle={onToggle}
                      />
                    ))}
                  </ul>
                )}
              </div>
            </li>
          )
        })}
        {plan.standing.map(
          (area, number) =>
            shows(area.category) && (
              <li key={area.id}>
                <button
                  type="button"
                  className="seat-list-zone"
                  disabled={disabled || !onArea}
                  onClick={() => onArea?.(area.id)}
                >
                  <strong>{area.label}</strong>
                  <span>
                    {[labels.standing, price(area.category), left(tally.standingFree[number]!)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </button>
              </li>
            ),
        )}
      </ul>
      <LiveNews text={news} />
    </div>
  )
}

/** Emptied after a while: who browses the page later should not find old news in it. */
function LiveNews({ text }: { text: string }) {
  const [shown, setShown] = useState('')
  useEffect(() => {
    setShown(text)
    const timer = setTimeout(() => setShown(''), 4_000)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div className="seat-list-news" role="status">
      {shown}
    </div>
  )
}

function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(set)
  if (!next.delete(member)) next.add(member)
  return next
}
