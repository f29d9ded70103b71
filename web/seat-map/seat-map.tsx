import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { LiveStore } from '../live/live-store.ts'
import { type Insets, noInsets } from './camera.ts'
import { describeSeat, formatMoney, type MapCategory } from './describe-seat.ts'
import { MOUSE_RADIUS, TOUCH_RADIUS } from './detail.ts'
import { bindGestures } from './gestures.ts'
import { englishLabels, type SeatLabels } from './labels.ts'
import { MapControls } from './map-controls.tsx'
import { firstSeat, keyAct } from './map-keys.ts'
import { type MapTip, MapTooltip } from './map-tooltip.tsx'
import { MiniMap } from './mini-map.tsx'
import { prefersStillness, usePageTheme } from './page-theme.ts'
import type { PlanIndex } from './plan-index.ts'
import { isTakeable, Look, type LookCode } from './seat-look.ts'
import { createSeatMapView, type SeatMapView } from './seat-map-view.ts'
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
  locale?: string
  labels?: SeatLabels
  className?: string
  /** More controls, in the column of the zoom buttons. */
  children?: ReactNode
}

const nothing: ReadonlySet<number> = new Set()

export function SeatMap(props: SeatMapProps) {
  const {
    plan,
    live,
    categories,
    selected,
    ownHeld = nothing,
    ownSold = nothing,
    categoryFilter = null,
  } = props
  const { disabled = false, insets = noInsets, locale = 'en', labels = englishLabels } = props
  const [host, setHost] = useState<HTMLDivElement | null>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [view, setView] = useState<SeatMapView>()
  const [focused, setFocused] = useState(-1)
  const [tip, setTip] = useState<MapTip | null>(null)
  const [spoken, setSpoken] = useState('')
  const frameListeners = useMemo(() => new Set<() => void>(), [])
  const wording = useMemo(() => ({ labels, locale, categories }), [labels, locale, categories])
  const theme = usePageTheme(host, plan.categories, categories)
  const hasTheme = theme !== undefined

  const numbers = useMemo(() => new Intl.NumberFormat(locale), [locale])
  const left = (count: number) => labels.left(count, numbers.format(count))
  const texts = useEffectEvent((kind: 'zone' | 'standing', number: number): readonly [string, string] => {
    if (!view) return ['', '']
    return kind === 'zone'
      ? [plan.zones[number]!.name, left(view.tally.zoneFree[number]!)]
      : [plan.standing[number]!.label, left(view.tally.standingFree[number]!)]
  })

  const look = (index: number) => (view?.looks[index] ?? Look.unknown) as LookCode
  const describe = (index: number) => describeSeat(plan, index, look(index), wording)

  function toggle(index: number): void {
    if (!disabled && isTakeable(look(index))) props.onToggle(index)
  }

  const tap = useEffectEvent((x: number, y: number, touch: boolean) => {
    if (!view) return
    const chooses = view.seatRadius() >= (touch ? TOUCH_RADIUS : MOUSE_RADIUS)
    const seat = view.seatAt(x, y, touch ? 13 : 0)
    const standing = view.standingAt(x, y)
    setFocused(-1)
    if (seat >= 0 && chooses) {
      toggle(seat)
      props.onInspect?.(seat, 'tap')
    } else if (standing >= 0) {
      if (!disabled) props.onArea?.(plan.standing[standing]!.id)
    } else {
      props.onInspect?.(null, 'tap')
      if (!chooses && view.zoneAt(x, y) >= 0) {
        const at = view.motion.toPlan(x, y)
        view.approach(at.x, at.y)
      }
    }
  })

  const doubleTap = useEffectEvent((x: number, y: number) => {
    if (!view || view.motion.isMoving()) return
    // Two quick taps on seats are two choices.
    if (view.seatRadius() >= MOUSE_RADIUS && view.seatAt(x, y, 13) >= 0) tap(x, y, true)
    else view.zoomBy(2.2, { x, y })
  })

  const hover = useEffectEvent((at: { x: number; y: number } | null) => {
    if (!view || !host) return
    const near = at !== null && view.seatRadius() >= MOUSE_RADIUS
    const seat = near ? view.seatAt(at.x, at.y) : -1
    const standing = at && seat < 0 ? view.standingAt(at.x, at.y) : -1
    const zone = at && !near && standing < 0 ? view.zoneAt(at.x, at.y) : -1
    host.style.cursor =
      (seat >= 0 && isTakeable(look(seat)) && !disabled) || standing >= 0
        ? 'pointer'
        : zone >= 0
          ? 'zoom-in'
          : ''
    view.setAttention({ hovered: seat, hoveredZone: zone })
    const next: MapTip | null =
      seat >= 0
        ? { kind: 'seat', seat }
        : standing >= 0
          ? { kind: 'standing', standing, at: at! }
          : zone >= 0
            ? { kind: 'zone', zone, at: at! }
            : null
    setTip((before) => (sameTip(before, next) ? before : next))
    if (seat >= 0 || tip?.kind === 'seat') props.onInspect?.(seat >= 0 ? seat : null, 'hover')
  })

  const framed = useEffectEvent(() => {
    if (host && view) {
      // While all of the plan is in view there is nothing to drag down to, and a finger scrolls the page.
      const whole = view.motion.view().scale <= view.motion.fit().scale * 1.01
      const action = whole ? 'pan-y' : 'none'
      if (host.style.touchAction !== action) host.style.touchAction = action
    }
    for (const listener of frameListeners) listener()
  })

  // The view is made once for a plan and a store; everything else is told to it as it changes.
  useEffect(() => {
    if (!host || !canvas.current || !hasTheme) return
    const made = createSeatMapView({
      canvas: canvas.current,
      plan,
      live,
      theme: themeNow.current!,
      texts: { zone: (number) => texts('zone', number), standing: (number) => texts('standing', number) },
      still: prefersStillness,
      onFrame: () => framed(),
    })
    setView(made)
    let scale = 0
    const unbind = bindGestures(host, made.motion, {
      tap: (x, y, touch) => tap(x, y, touch),
      doubleTap: (x, y) => doubleTap(x, y),
      hover: (at) => hover(at),
      moved: () => {
        const now = made.motion.view().scale
        made.moved(now !== scale)
        scale = now
      },
    })
    return () => {
      unbind()
      made.destroy()
      setView(undefined)
    }
  }, [host, plan, live, hasTheme])

  const themeNow = useRef(theme)
  themeNow.current = theme
  useEffect(() => {
    if (theme) view?.setTheme(theme)
  }, [view, theme])
  useEffect(() => view?.setMine({ selected, ownHeld, ownSold }), [view, selected, ownHeld, ownSold])
  useEffect(() => view?.setFilter(categoryFilter), [view, categoryFilter])
  useEffect(() => view?.setAttention({ focused }), [view, focused])

  // A map that is not on the screen yet shows them as soon as it has a size.
  const waiting = useRef(-1)
  const showWaiting = useEffectEvent(() => {
    if (!view || !host || waiting.current < 0 || host.clientWidth === 0) return
    view.reveal(waiting.current)
    waiting.current = -1
  })
  const { show } = props
  useEffect(() => {
    waiting.current = show?.[Math.floor(show.length / 2)] ?? -1
    showWaiting()
  }, [show])

  useEffect(() => {
    if (!view || !host) return
    const resize = () => {
      const { width, height } = host.getBoundingClientRect()
      view.resize({ width, height }, insets, devicePixelRatio)
      showWaiting()
    }
    resize()
    const observer = new ResizeObserver(resize)
    observer.observe(host)
    return () => observer.disconnect()
  }, [view, host, insets])

  function goTo(index: number): void {
    if (!view || index < 0) return
    setFocused(index)
    view.reveal(index)
    setTip({ kind: 'seat', seat: index })
    setSpoken(describe(index).label)
    props.onInspect?.(index, 'key')
  }

  const isFree = (index: number) => look(index) === Look.free
  const start = () => {
    const middle = view!.motion.view()
    return firstSeat(plan, middle.x, middle.y, isFree)
  }

  function press(event: KeyboardEvent): void {
    if (!view) return
    const act = keyAct(plan, event, focused, isFree)
    if (!act) return
    if (act.does === 'leave' && focused < 0) return
    event.preventDefault()
    if (act.does === 'zoom') view.zoomBy(act.factor, focused >= 0 ? view.screenOf(focused) : undefined)
    else if (act.does === 'fit') view.fit()
    else if (act.does === 'leave') leave()
    else if (focused < 0) goTo(start())
    else if (act.does === 'go') goTo(act.to)
    else {
      toggle(focused)
      justToggled.current = true
    }
  }

  // After a choice by key, what became of the seat is said, once the page has decided.
  const justToggled = useRef(false)
  useEffect(() => {
    if (!justToggled.current || focused < 0 || !view) return
    justToggled.current = false
    setSpoken(describeSeat(plan, focused, (view.looks[focused] ?? Look.unknown) as LookCode, wording).label)
  }, [view, plan, focused, wording, selected])

  function leave(): void {
    setFocused(-1)
    setTip(null)
    setSpoken('')
    props.onInspect?.(null, 'key')
  }

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
        onKeyDown={press}
        onBlur={() => focused >= 0 && leave()}
      >
        <canvas ref={canvas} />
      </div>
      {view && theme && (
        <>
          <MapTooltip
            tip={tip}
            view={view}
            describe={describe}
            left={left}
            price={(category) => {
              const known = categories.find(({ name }) => name === category)
              return known ? formatMoney(known.price, locale) : ''
            }}
            labels={labels}
            listeners={frameListeners}
          />
          <MapControls view={view} labels={labels} insets={insets} listeners={frameListeners}>
            {props.children}
          </MapControls>
          <MiniMap
            view={view}
            theme={theme}
            label={labels.overview}
            caption={(zone) => `${plan.zones[zone]!.name} · ${left(view.tally.zoneFree[zone]!)}`}
            insets={insets}
            listeners={frameListeners}
          />
        </>
      )}
      <div className="seat-map-spoken" aria-live="polite">
        {spoken}
      </div>
    </div>
  )
}

function sameTip(a: MapTip | null, b: MapTip | null): boolean {
  if (a === b) return true
  if (!a || !b || a.kind !== b.kind) return false
  if (a.kind === 'seat') return b.kind === 'seat' && a.seat === b.seat
  // Those follow the mouse.
  return false
}
