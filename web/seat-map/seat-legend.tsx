import { useEffect, useRef, useState } from 'react'
import type { SeatLabels } from './labels.ts'
import { usePageTheme } from './page-theme.ts'
import './seat-list.css'
import { createSeatPainter, type SeatShapes } from './paint-seats.ts'
import { Mark } from './plan-index.ts'
import { Look, type LookCode } from './seat-look.ts'
import type { Theme } from './theme.ts'

interface SeatLegendProps {
  /** The colour that the examples have. */
  color: string
  /** Leave out what the plan does not have. */
  marks?: { accessible: boolean; companion: boolean; restrictedView: boolean }
  labels: SeatLabels
  className?: string
}

const SIDE = 30

/** Every look a seat can have, drawn by the same hand that draws the map, with its name. */
export function SeatLegend({ color, marks, labels, className }: SeatLegendProps) {
  const [host, setHost] = useState<HTMLUListElement | null>(null)
  const [categories] = useState(() => [{ name: '', color }])
  const theme = usePageTheme(host, categories, categories)
  const { states } = labels
  const all = { accessible: true, companion: true, restrictedView: true, ...marks }
  const entries: (readonly [look: LookCode, mark: number, name: string])[] = [
    [Look.free, 0, states.free],
    [Look.selected, 0, states.selected],
    [Look.ownHeld, 0, states.ownHeld],
    [Look.ownSold, 0, states.ownSold],
    [Look.held, 0, states.held],
    [Look.sold, 0, states.sold],
    [Look.blocked, 0, states.blocked],
  ]
  if (all.accessible) entries.push([Look.free, Mark.accessible, labels.accessible])
  if (all.companion) entries.push([Look.free, Mark.companion, labels.companion])
  if (all.restrictedView) entries.push([Look.free, Mark.restrictedView, labels.restrictedView])

  return (
    <ul ref={setHost} className={`seat-legend ${className ?? ''}`} aria-label={labels.legend}>
      {entries.map(([look, mark, name]) => (
        <li key={name}>
          {theme ? (
            <Example theme={theme} look={look} mark={mark} />
          ) : (
            <span style={{ width: SIDE, height: SIDE }} />
          )}
          {name}
        </li>
      ))}
    </ul>
  )
}

function Example({ theme, look, mark }: { theme: Theme; look: LookCode; mark: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    if (!canvas.current) return
    const ratio = Math.max(1, devicePixelRatio)
    canvas.current.width = canvas.current.height = SIDE * ratio
    const plan: SeatShapes = {
      x: Float32Array.of(0),
      y: Float32Array.of(0),
      radius: Float32Array.of(10),
      facing: Float32Array.of(-Math.PI / 2),
      category: Uint16Array.of(0),
      marks: Uint8Array.of(mark),
      numbers: [''],
      usualRadius: 10,
    }
    const middle = (-SIDE / 2) * ratio
    const frame = { scale: 1.05 * ratio, ratio, originX: middle, originY: middle }
    const pen = canvas.current.getContext('2d')!
    createSeatPainter()(pen, { plan, theme, looks: Uint8Array.of(look), aside: Uint8Array.of(0) }, frame, [0])
  }, [theme, look, mark])

  return <canvas ref={canvas} style={{ width: SIDE, height: SIDE }} />
}
