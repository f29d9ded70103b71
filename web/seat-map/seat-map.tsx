import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { LiveStore } from '../live/live-store.ts'
import { type Insets, noInsets } from './camera.ts'
import { describeSeat, type MapCategory } from './describe-seat.ts'
import { standingWords, zoneWords } from './floor-words.ts'
import type { SeatLabels } from './labels.ts'
import { MapControls } from './map-controls.tsx'
import { MapTooltip } from './map-tooltip.tsx'
import { MiniMap } from './mini-map.tsx'
import { usePageTheme } from './page-theme.ts'
import type { PlanIndex } from './plan-index.ts'
import { isTakeable, Look, type LookCode } from './seat-look.ts'
import type { SeatMapView } from './seat-map-view.ts'
import { useMapKeyboard } from './use-map-keyboard.ts'
import { useMapView } from './use-map-view.ts'
import { usePointing } from './use-pointing.ts'
import './seat-map.css'

export interface SeatMapProps {
  plan: PlanIndex
  live: LiveStore
  categories: readonly MapCategory[]
  selected: ReadonlySet<number>
  ownHeld?: ReadonlySet<number>
  ownSold?: ReadonlySet<number>
  /** Names of the categories to show; others step aside. `null` or left out: all. */
  categoryFilter?: ReadonlySet<string> | null
  /** A seat that is free or selected was chosen by tap or key. */
  onToggle: (index: number) => void
  /** A standing area was chosen. */
  onArea?: (areaId: string) => void
  /** The seat that the visitor looks at, by mouse, tap or key; null when they look away. */
  onInspect?: (index: number | null, by: 'hover' | 'tap' | 'key') => void
  /** Seats to bring into view, once for every new array; the middle one counts. */
  show?: readonly number[]
  /** Seats can be looked at but not chosen. */
  disabled?: boolean
  /** What of the map other things cover, in CSS pixels. Keep the object stable. */
  insets?: Insets
  locale: string
  labels: SeatLabels
  className?: string
  /** More controls, in the column of the zoom buttons. */
  children?: ReactNode
}

const nothing: ReadonlySet<number> = new Set()

/** Every seat of the house at once, live: seen, pointed at, walked by keys. `SeatList` has the same seats in words. */
export function SeatMap(props: SeatMapProps) {
  const { plan, live, categories, selected, ownHeld = nothing, ownSold = nothing } = props
  const { categoryFilter = null, disabled = false, insets = noInsets } = props
  const { locale, labels, onInspect } = props
  const [host, setHost] = useState<HTMLDivElement | null>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const listeners = useMemo(() => new Set<() => void>(), [])
  const wording = useMemo(() => ({ labels, locale, categories }), [labels, locale, categories])
  const mine = useMemo(() => ({ selected, ownHeld, ownSold }), [selected, ownHeld, ownSold])
  const theme = usePageTheme(host, plan.categories, categories)

  const zone = (of: SeatMapView, number: number) => zoneWords(plan, of.tally, number, categoryFilter, wording)
  const standing = (of: SeatMapView, number: number) => standingWords(plan, of.tally, number, wording)
  const view = useMapView({
    host,
    canvas,
    plan,
    live,
    theme,
    mine,
    filter: categoryFilter,
    wording,
    insets,
    show: props.show,
    texts: (of) => ({
      zone: (number) => nameAndLeft(zone(of, number)),
      standing: (number) => nameAndLeft(standing(of, number)),
    }),
    onFrame(of) {
      if (host) letThePageScroll(host, of)
      pointing.framed()
      for (const listener of listeners) listener()
    },
  })

  const look = (index: number) => (view?.looks[index] ?? Look.unknown) as LookCode
  const toggle = (index: number) => {
    if (!disabled && isTakeable(look(index))) props.onToggle(index)
  }
  const keyboard = useMapKeyboard({
    plan,
    view,
    wording,
    selected,
    onToggle: toggle,
    onFocus: (seat) => onInspect?.(seat < 0 ? null : seat, 'key'),
  })
  const pointing = usePointing({
    host,
    view,
    disabled,
    onSeat(index) {
      keyboard.leave()
      toggle(index)
      onInspect?.(index, 'tap')
    },
    onStanding: (area) => {
      if (!disabled) props.onArea?.(plan.standing[area]!.id)
    },
    onNothing() {
      keyboard.leave()
      onInspect?.(null, 'tap')
    },
    onHover: (seat) => onInspect?.(seat < 0 ? null : seat, 'hover'),
  })
  const { focused } = keyboard
  const tip = useMemo(
    () => (focused >= 0 ? ({ kind: 'seat', seat: focused } as const) : pointing.tip),
    [focused, pointing.tip],
  )

  return (
    <div className={`seat-map ${props.className ?? ''}`}>
      <div
        ref={setHost}
        className="seat-map-surface"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is what one operates by keys of its own.
        tabIndex={0}
        role="application"
        aria-label={labels.map}
        aria-description={labels.keys}
        onKeyDown={keyboard.press}
        onBlur={keyboard.leave}
      >
        <canvas ref={canvas} />
      </div>
      {view && theme && (
        <>
          <MapTooltip
            tip={tip}
            view={view}
            describe={(index) => describeSeat(plan, index, look(index), wording)}
            zone={(number) => zone(view, number)}
            standing={(number) => standing(view, number)}
            listeners={listeners}
          />
          <MapControls view={view} labels={labels} insets={insets} listeners={listeners}>
            {props.children}
          </MapControls>
          <MiniMap
            view={view}
            theme={theme}
            label={labels.overview}
            caption={(number) => nameAndLeft(zone(view, number)).filter(Boolean).join(' · ')}
            insets={insets}
            listeners={listeners}
          />
        </>
      )}
      <div className="seat-map-spoken" aria-live="polite">
        {keyboard.spoken}
      </div>
    </div>
  )
}

const nameAndLeft = ({ name, left }: { name: string; left: string }): readonly [string, string] => [
  name,
  left,
]

/** While all of the plan is in view there is nothing to drag down to, and a finger scrolls the page. */
function letThePageScroll(host: HTMLElement, view: SeatMapView): void {
  const whole = view.motion.view().scale <= view.motion.fit().scale * 1.01
  const action = whole ? 'pan-y' : 'none'
  if (host.style.touchAction !== action) host.style.touchAction = action
}
