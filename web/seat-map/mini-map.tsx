import { type PointerEvent, useEffect, useEffectEvent, useRef } from 'react'
import type { Insets } from './camera.ts'
import type { SeatMapView } from './seat-map-view.ts'
import type { Theme } from './theme.ts'

interface MiniMapProps {
  view: SeatMapView
  theme: Theme
  label: string
  /** What to say of the zone in the middle of the view. */
  caption: (zone: number) => string
  insets: Insets
  listeners: Set<() => void>
}

const LONGEST_SIDE = 136
/** The picture is copied from the map's own base at most this often. */
const PICTURE_MS = 500
const SHOWN_FROM = 1.4

/** The whole plan in a corner while only a part is in view; drag in it to go elsewhere. */
export function MiniMap({ view, theme, label, caption, insets, listeners }: MiniMapProps) {
  const words = useRef<HTMLParagraphElement>(null)
  const say = useEffectEvent(caption)
  const canvas = useRef<HTMLCanvasElement>(null)
  const mark = useRef<HTMLDivElement>(null)
  const { box } = view.plan
  const ratio = (box.right - box.left) / (box.bottom - box.top)
  const width = Math.round(ratio >= 1 ? LONGEST_SIDE : LONGEST_SIDE * ratio)
  const height = Math.round(ratio >= 1 ? LONGEST_SIDE / ratio : LONGEST_SIDE)

  useEffect(() => {
    let pictureAt = Number.NEGATIVE_INFINITY
    const scale = width / (box.right - box.left)
    let later: ReturnType<typeof setTimeout> | undefined
    const drawLater = () => {
      later ??= setTimeout(() => {
        later = undefined
        draw()
      }, PICTURE_MS)
    }
    const draw = () => {
      const frame = canvas.current?.parentElement?.parentElement
      if (!canvas.current || !mark.current || !frame) return
      const { x, y, scale: shown } = view.motion.view()
      const visible = shown > view.motion.fit().scale * SHOWN_FROM
      frame.dataset.shown = String(visible)
      if (!visible) return
      const pen = canvas.current.getContext('2d', { alpha: false })!
      // What changed just now is not left out of the picture when nothing else happens.
      if (performance.now() - pictureAt < PICTURE_MS) drawLater()
      else {
        pictureAt = performance.now()
        pen.imageSmoothingQuality = 'high'
        view.drawMiniMap(pen)
        const zone = view.zoneInView()
        if (words.current) words.current.textContent = zone < 0 ? '' : say(zone)
      }
      const { size } = view.motion.bounds()
      const [wide, high] = [(size.width / shown) * scale, (size.height / shown) * scale]
      mark.current.style.width = `${wide}px`
      mark.current.style.height = `${high}px`
      mark.current.style.transform = `translate(${(x - box.left) * scale - wide / 2}px, ${(y - box.top) * scale - high / 2}px)`
    }
    draw()
    listeners.add(draw)
    return () => {
      listeners.delete(draw)
      clearTimeout(later)
    }
  }, [view, box, width, listeners, theme])

  function go(event: PointerEvent<HTMLDivElement>): void {
    if (event.buttons === 0) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const scale = width / (box.right - box.left)
    view.lookAt(box.left + (event.clientX - left) / scale, box.top + (event.clientY - top) / scale)
  }

  return (
    <div className="seat-map-mini" data-shown="false" style={{ bottom: insets.bottom, left: insets.left }}>
      <div
        className="seat-map-mini-plan"
        role="img"
        aria-label={label}
        style={{ width, height }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          go(event)
        }}
        onPointerMove={go}
      >
        <canvas ref={canvas} width={width * 2} height={height * 2} />
        <div ref={mark} className="seat-map-mini-view" />
      </div>
      <p ref={words} aria-hidden="true" />
    </div>
  )
}
