import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { LiveStore } from '../live/live-store.ts'
import { clearOfControls, type Insets } from './camera.ts'
import type { Wording } from './describe-seat.ts'
import type { FloorTexts } from './floor-labels.ts'
import type { CategoryFilter } from './floor-words.ts'
import { prefersStillness } from './page-theme.ts'
import type { PlanIndex } from './plan-index.ts'
import type { Mine } from './seat-look.ts'
import { createSeatMapView, type SeatMapView } from './seat-map-view.ts'
import type { Theme } from './theme.ts'

interface MapViewOptions {
  host: HTMLElement | null
  canvas: RefObject<HTMLCanvasElement | null>
  plan: PlanIndex
  live: LiveStore
  theme: Theme | undefined
  mine: Mine
  filter: CategoryFilter
  /** What `texts` depends on besides the seats. */
  wording: Wording
  insets: Insets
  /** Seats to bring into view, once for every new array. */
  show: readonly number[] | undefined
  texts: (view: SeatMapView) => FloorTexts
  onFrame: (view: SeatMapView) => void
}

/** The view on the canvas: made once for a plan and a store, and told whatever else changes. */
export function useMapView(options: MapViewOptions): SeatMapView | undefined {
  const { host, canvas, plan, live, theme, mine, filter, wording, insets, show } = options
  const [view, setView] = useState<SeatMapView>()
  const hasTheme = theme !== undefined
  const themeNow = useEffectEvent(() => theme!)
  const zoneText = useEffectEvent((number: number) => (view ? options.texts(view).zone(number) : NO_TEXT))
  const standingText = useEffectEvent((number: number) =>
    view ? options.texts(view).standing(number) : NO_TEXT,
  )
  const framed = useEffectEvent(() => view && options.onFrame(view))

  useEffect(() => {
    if (!canvas.current || !hasTheme) return
    const made = createSeatMapView({
      canvas: canvas.current,
      plan,
      live,
      theme: themeNow(),
      texts: { zone: (number) => zoneText(number), standing: (number) => standingText(number) },
      still: prefersStillness,
      onFrame: () => framed(),
    })
    setView(made)
    return () => {
      made.destroy()
      setView(undefined)
    }
  }, [canvas, plan, live, hasTheme])

  useEffect(() => {
    if (theme) view?.setTheme(theme)
  }, [view, theme])
  useEffect(() => view?.setMine(mine), [view, mine])
  useEffect(() => view?.setFilter(filter), [view, filter])
  useEffect(() => view?.reword(), [view, wording])

  // A map that is not on the screen yet shows them as soon as it has a size.
  const waiting = useRef(-1)
  const showWaiting = useEffectEvent(() => {
    if (!view || !host || waiting.current < 0 || host.clientWidth === 0) return
    view.reveal(waiting.current)
    waiting.current = -1
  })
  useEffect(() => {
    waiting.current = show?.[Math.floor(show.length / 2)] ?? -1
    showWaiting()
  }, [show])

  useEffect(() => {
    if (!view || !host) return
    const resize = () => {
      const { width, height } = host.getBoundingClientRect()
      const size = { width, height }
      view.resize(size, clearOfControls(plan.box, size, insets), devicePixelRatio)
      showWaiting()
    }
    resize()
    const observer = new ResizeObserver(resize)
    observer.observe(host)
    return () => observer.disconnect()
  }, [view, host, plan, insets])

  useEffect(() => {
    if (!view || !host) return
    const observer = new IntersectionObserver((seen) => view.setInSight(seen.at(-1)!.isIntersecting))
    observer.observe(host)
    return () => observer.disconnect()
  }, [view, host])

  return view
}

const NO_TEXT = ['', ''] as const
