/**
 * The house from above at night: rows of seats in arcs around a stage whose light falls off with distance.
 * Pure decoration, drawn once from numbers; a few seats light up slowly, as a house does that is filling.
 */

interface Seat {
  x: number
  y: number
  /** In radians; a seat faces the stage. */
  turn: number
  light: number
  taken: boolean
  /** When its light goes out for a moment, in seconds; null for those that stay as they are. */
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
        x,
        y,
        turn: angle - Math.PI / 2,
        light: Math.max(0.12, 1 - row / 9 - Math.abs(i * step) / 3.2),
        taken,
        slow: taken && chance < 0.24 ? Math.round(chance * 50) : null,
      })
    }
  }
  return seats
}

/** A seat is a square of this size with a line around it, as wide as its corners are round. */
const SQUARE = 8
const LINE = 10

const tenths = (length: number): number => Math.round(length * 10) / 10

function outlineOf({ x, y, turn }: Seat): string {
  const [across, down] = [tenths(SQUARE * Math.cos(turn)), tenths(SQUARE * Math.sin(turn))]
  const [left, top] = [tenths(x - (across - down) / 2), tenths(y - (down + across) / 2)]
  return `M${left} ${top}l${across} ${down} ${-down} ${across} ${-across} ${-down}z`
}

interface Light {
  fill: string
  opacity: number
  outline: string
  slow: number | null
}

/** Finer steps of light than this cannot be told apart. */
const STEPS = 30

/** Seats of the same light are one shape: three hundred shapes took a phone a tenth of a second to lay out. */
function lightsOf(seats: readonly Seat[]): Light[] {
  const lights = new Map<string, Light>()
  for (const seat of seats) {
    const { taken, light, slow } = seat
    const fill = taken ? 'var(--accent)' : 'var(--line-strong)'
    const opacity = Math.round((taken ? 0.25 + light * 0.75 : light * 0.34) * STEPS) / STEPS
    const key = [fill, opacity, slow].join()
    const same = lights.get(key) ?? { fill, opacity, outline: '', slow }
    lights.set(key, { ...same, outline: same.outline + outlineOf(seat) })
  }
  return [...lights.values()]
}

const lights = lightsOf(fillHouse())

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
      {lights.map(({ fill, opacity, outline, slow }) => (
        <path
          key={`${fill} ${opacity} ${slow}`}
          d={outline}
          fill={fill}
          stroke={fill}
          strokeWidth={LINE}
          strokeLinejoin="round"
          opacity={opacity}
          className={slow === null ? undefined : 'seat-light'}
          style={slow === null ? undefined : { animationDelay: `${slow}s` }}
        />
      ))}
    </svg>
  )
}
