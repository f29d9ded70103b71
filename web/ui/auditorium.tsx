/**
 * The house from above at night: rows of seats in arcs around a stage whose light falls off with distance.
 * Pure decoration, drawn once from numbers; a few seats light up slowly, as a house does that is filling.
 */

interface Seat {
  x: number
  y: number
  turn: number
  light: number
  taken: boolean
  slow: number | null
}

const STAGE = { x: 820, y: -150 }
const ROWS = 11
const FIRST_ROW = 215
const ROW_GAP = 41
const SEAT_GAP = 33

/** The same house every time: a small generator with a fixed seed. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

function fillHouse(): Seat[] {
  const next = dice(7)
  const seats: Seat[] = []
  for (let row = 0; row < ROWS; row += 1) {
    const radius = FIRST_ROW + row * ROW_GAP
    const step = SEAT_GAP / radius
    const half = Math.floor(1.32 / step)
    for (let i = -half; i <= half; i += 1) {
      const angle = Math.PI / 2 + i * step
      // Two aisles, as wide as a seat and a half.
      if (Math.abs(Math.abs(i * step) - 0.42) < step * 0.72) continue
      const taken = next() < 0.2 - row * 0.008
      const x = STAGE.x + radius * Math.cos(angle)
      const y = STAGE.y + radius * Math.sin(angle)
      const chance = next()
      if (x < -20 || x > 1220 || y < -20 || y > 480) continue
      seats.push({
        x: Math.round(x * 10) / 10,
        y: Math.round(y * 10) / 10,
        turn: Math.round((angle * 180) / Math.PI - 90),
        light: Math.max(0.12, 1 - row / 9 - Math.abs(i * step) / 3.2),
        taken,
        slow: taken && chance < 0.24 ? Math.round(chance * 50) : null,
      })
    }
  }
  return seats
}

const house = fillHouse()

export function Auditorium({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 1200 460" preserveAspectRatio="xMidYMin slice" aria-hidden="true" className={className}>
      <defs>
        <radialGradient id="stage-light" gradientUnits="userSpaceOnUse" cx={STAGE.x} cy={0} r="620">
          <stop offset="0" stopColor="var(--glow)" />
          <stop offset="0.45" stopColor="var(--glow-soft)" />
          <stop offset="1" stopColor="transparent" />
        </radialGradient>
      </defs>
      <rect width="1200" height="460" fill="url(#stage-light)" />
      {house.map((seat) => (
        <rect
          key={`${seat.x},${seat.y}`}
          x={-9}
          y={-9}
          width={18}
          height={18}
          rx={5}
          transform={`translate(${seat.x} ${seat.y}) rotate(${seat.turn})`}
          fill={seat.taken ? 'var(--accent)' : 'var(--line-strong)'}
          opacity={Math.round((seat.taken ? 0.25 + seat.light * 0.75 : seat.light * 0.34) * 100) / 100}
          className={seat.slow === null ? undefined : 'seat-light'}
          style={seat.slow === null ? undefined : { animationDelay: `${seat.slow}s` }}
        />
      ))}
    </svg>
  )
}
