/** Seat plans for the lab's events: as plain as the format allows. */

const stage = {
  shape: 'text',
  position: { x: 0, y: -60 },
  color: '#ffffff',
  text: { position: { x: 0, y: 0 }, text: 'Stage', color: '#000000' },
}
const category = { name: 'Stalls', color: '#7c5cff' }

/** Numbered seats in rows of at most `perRow`, `S1` to `S${seats}` from the stage backwards. */
export function seatedPlan(seats: number, perRow = 50): unknown {
  const rows = Array.from({ length: Math.ceil(seats / perRow) }, (_, row) => ({
    row_number: String(row + 1),
    position: { x: 0, y: row * 30 },
    seats: Array.from({ length: Math.min(perRow, seats - row * perRow) }, (_, seat) => ({
      seat_guid: `S${row * perRow + seat + 1}`,
      seat_number: String(seat + 1),
      position: { x: seat * 25, y: 0 },
      category: category.name,
    })),
  }))
  return planOf(perRow * 25, rows.length * 30, rows, [stage])
}

/** One standing area; its places are `floor:1` to `floor:${capacity}`. */
export function standingPlan(capacity: number): unknown {
  const floor = {
    shape: 'rectangle',
    position: { x: 0, y: 0 },
    color: '#333344',
    rectangle: { width: 500, height: 300 },
    admission: { id: 'floor', capacity, category: category.name },
  }
  return planOf(500, 300, [], [stage, floor])
}

function planOf(width: number, height: number, rows: unknown[], areas: unknown[]): unknown {
  return {
    name: 'Lab',
    size: { width: width + 100, height: height + 200 },
    categories: [category],
    zones: [{ name: 'Floor', position: { x: 50, y: 100 }, rows, areas }],
  }
}
