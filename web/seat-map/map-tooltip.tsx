import { useEffect, useRef } from 'react'
import type { SeatDescription } from './describe-seat.ts'
import type { FloorWords } from './floor-words.ts'
import type { SeatMapView } from './seat-map-view.ts'

export type MapTip =
  | { kind: 'seat'; seat: number }
  | { kind: 'zone'; zone: number; at: { x: number; y: number } }
  | { kind: 'standing'; standing: number; at: { x: number; y: number } }

interface MapTooltipProps {
  tip: MapTip | null
  view: SeatMapView
  describe: (index: number) => SeatDescription
  zone: (number: number) => FloorWords
  standing: (area: number) => FloorWords
  listeners: Set<() => void>
}

/** What the mouse points at or the keyboard stands on. Screen readers hear it elsewhere, so it is hidden from them. */
export function MapTooltip({ tip, view, describe, zone, standing, listeners }: MapTooltipProps) {
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const place = () => {
      if (!box.current || !tip) return
      const { width, height } = view.motion.bounds().size
      const at = tip.kind === 'seat' ? view.screenOf(tip.seat) : tip.at
      const gap = tip.kind === 'seat' ? Math.max(view.seatRadius() * 1.5, 12) : 18
      const own = { width: box.current.offsetWidth, height: box.current.offsetHeight }
      const below = at.y - gap - own.height < 8
      const x = Math.min(width - own.width - 8, Math.max(8, at.x - own.width / 2))
      const y = below ? Math.min(at.y + gap, height - own.height - 8) : at.y - gap - own.height
      box.current.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
      box.current.style.visibility = 'visible'
    }
    place()
    listeners.add(place)
    return () => void listeners.delete(place)
  }, [tip, view, listeners])

  if (!tip) return null
  return (
    <div ref={box} className="seat-map-tip" aria-hidden="true">
      {tip.kind === 'seat' ? (
        <SeatTip seat={describe(tip.seat)} color={view.categoryColor(view.plan.category[tip.seat]!)} />
      ) : (
        <FloorTip floor={tip.kind === 'zone' ? zone(tip.zone) : standing(tip.standing)} />
      )}
    </div>
  )
}

function FloorTip({ floor }: { floor: FloorWords }) {
  return (
    <>
      <strong>{floor.name}</strong>
      {floor.left && <span>{floor.left}</span>}
      {floor.price && <span>{floor.price}</span>}
    </>
  )
}

function SeatTip({ seat, color }: { seat: SeatDescription; color: string }) {
  return (
    <>
      <strong>{[seat.row, seat.seat].filter(Boolean).join(', ')}</strong>
      <span className="seat-map-tip-zone">{seat.zone}</span>
      <span className="seat-map-tip-price">
        <i style={{ background: color }} />
        {seat.category}
        <b>{seat.price}</b>
      </span>
      {seat.notes.map((note) => (
        <span key={note} className="seat-map-tip-note">
          {note}
        </span>
      ))}
      <span className="seat-map-tip-state">{seat.state}</span>
    </>
  )
}
