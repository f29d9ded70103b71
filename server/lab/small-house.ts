/** A house of a few seats for a run of the lab: gentle arcs around a stage, so that its map is one to look at. */

const SEAT_GAP = 38
const ROW_GAP = 44
const FIRST_RADIUS = 250
const PER_ROW = 7
const STAGE = { reach: 30, depth: 90, points: 16 }

export function smallHouse(seats: number, category: { name: string; color: string }): unknown {
  const rows = splitEvenly(seats, Math.ceil(seats / PER_ROW)).map((count, row) => {
    const radius = FIRST_RADIUS + row * ROW_GAP
    const letter = String.fromCharCode(65 + row)
    return {
      row_number: letter,
      row_number_position: 'both',
      position: { x: 0, y: 0 },
      seats: Array.from({ length: count }, (_, at) => ({
        seat_guid: `${letter}-${at + 1}`,
        seat_number: String(at + 1),
        position: spot(radius, ((at - (count - 1) / 2) * SEAT_GAP * 180) / (Math.PI * radius)),
        category: category.name,
      })),
    }
  })
  const width = PER_ROW * SEAT_GAP + 160
  const height = ROW_GAP * rows.length + STAGE.depth + 170
  return {
    name: 'The lab',
    size: { width, height },
    categories: [category],
    zones: [
      {
        name: '',
        position: { x: width / 2, y: height - FIRST_RADIUS - ROW_GAP * (rows.length - 1) - 60 },
        rows,
        areas: [stage()],
      },
    ],
  }
}

function stage(): unknown {
  const radius = FIRST_RADIUS - 50
  const front = Array.from({ length: STAGE.points + 1 }, (_, at) =>
    spot(radius, STAGE.reach - (2 * STAGE.reach * at) / STAGE.points),
  )
  const half = spot(radius, STAGE.reach).x
  const back = radius - STAGE.depth
  return {
    shape: 'polygon',
    position: { x: 0, y: 0 },
    rotation: 0,
    color: '#3a2c52',
    border_color: '#d9a441',
    text: { position: { x: 0, y: radius - STAGE.depth / 2 }, text: 'Stage', color: '#ffffff', size: 16 },
    polygon: { points: [{ x: -half, y: back }, { x: half, y: back }, ...front] },
  }
}

/** A spot on the arc, the angle in degrees from straight ahead of the stage. */
function spot(radius: number, degrees: number): { x: number; y: number } {
  const angle = (degrees * Math.PI) / 180
  return { x: round(radius * Math.sin(angle)), y: round(radius * Math.cos(angle)) }
}

const round = (value: number): number => Math.round(value * 10) / 10

/** `20` in two rows is `[10, 10]`; the rows behind get one more where it does not come out even. */
function splitEvenly(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, at) => Math.floor((total * (at + 1)) / parts) - Math.floor((total * at) / parts),
  )
}
