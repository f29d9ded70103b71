import { type ReactNode, useEffect, useState } from 'react'
import type { Insets } from './camera.ts'
import type { SeatLabels } from './labels.ts'
import type { SeatMapView } from './seat-map-view.ts'

const ZOOM = 1.8

interface MapControlsProps {
  view: SeatMapView
  labels: SeatLabels
  insets: Insets
  listeners: Set<() => void>
  children?: ReactNode
}

/** Zoom for whoever cannot or does not want to pinch. */
export function MapControls({ view, labels, insets, listeners, children }: MapControlsProps) {
  const [limits, setLimits] = useState({ in: true, out: false })

  useEffect(() => {
    const read = () => {
      const { scale } = view.motion.view()
      const next = {
        in: scale < view.motion.bounds().nearest * 0.999,
        out: scale > view.motion.fit().scale * 1.01,
      }
      setLimits((before) => (before.in === next.in && before.out === next.out ? before : next))
    }
    read()
    listeners.add(read)
    return () => void listeners.delete(read)
  }, [view, listeners])

  return (
    <div className="seat-map-controls" style={{ bottom: insets.bottom, right: insets.right }}>
      {children}
      <button
        type="button"
        aria-label={labels.zoomIn}
        title={labels.zoomIn}
        aria-disabled={!limits.in}
        onClick={() => view.zoomBy(ZOOM)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 5v14M5 12h14" />
        </svg>
      </button>
      <button
        type="button"
        aria-label={labels.zoomOut}
        title={labels.zoomOut}
        aria-disabled={!limits.out}
        onClick={() => view.zoomBy(1 / ZOOM)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 12h14" />
        </svg>
      </button>
      <button
        type="button"
        aria-label={labels.fit}
        title={labels.fit}
        aria-disabled={!limits.out}
        onClick={() => view.fit()}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />
        </svg>
      </button>
    </div>
  )
}
