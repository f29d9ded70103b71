import type { PlanRow, PlanZone, Position, SeatPlan } from '../server/domain/seat-plan.ts'
import { onSheet } from './drawing/finish.ts'
import { arcBand, polar, rounded, seatsOnArc } from './drawing/geometry.ts'
import { drawRow, polygon, rowLetter, type SeatTraits, zone } from './drawing/parts.ts'

/** Rows sweep around a point at the back of the stage; every measure is taken from there. */
const SEAT = 25

interface Tier {
  name: string
  guid: string
  rows: number
  /** Radius of the first row, and how much further back each next one is. */
  first: number
  pitch: number
  /** Blocks between aisles, as edges in degrees. */
  blocks: [from: number, to: number][]
  traits: (row: number, block: number, seat: number, seats: number) => SeatTraits
}

const stalls: Tier = {
  name: 'Stalls',
  guid: 'S',
  rows: 17,
  first: 470,
  pitch: 33,
  blocks: [
    [-35, -15.2],
    [-12, 12],
    [15.2, 35],
  ],
  traits: (row, block, seat, seats) => ({
    category: block === 1 && row < 11 ? 'Premium' : 'Stalls',
    restrictedView: row < 3 && ((block === 0 && seat < 2) || (block === 2 && seat >= seats - 2)),
  }),
}

const dressCircle: Tier = {
  name: 'Dress Circle',
  guid: 'D',
  rows: 6,
  first: 1096,
  pitch: 34,
  blocks: [
    [-36, -19.6],
    [-16.8, -1.5],
    [1.5, 16.8],
    [19.6, 36],
  ],
  traits: (row, block) => ({
    category: row < 2 && (block === 1 || block === 2) ? 'Premium' : 'Dress Circle',
  }),
}

const upperCircle: Tier = {
  name: 'Upper Circle',
  guid: 'U',
  rows: 4,
  first: 1366,
  pitch: 34,
  blocks: [
    [-34, -18.8],
    [-16.4, -1.2],
    [1.2, 16.4],
    [18.8, 34],
  ],
  traits: (row, block, seat, seats) => ({
    category: 'Upper Circle',
    restrictedView: row === 3 && ((block === 0 && seat < 3) || (block === 3 && seat >= seats - 3)),
  }),
}

function tierRows({ guid, rows, first, pitch, blocks, traits }: Tier): PlanRow[] {
  return Array.from({ length: rows }, (_, row) => {
    const spots: Position[] = []
    const where: [block: number, seat: number, seats: number][] = []
    blocks.forEach(([from, to], block) => {
      const seats = seatsOnArc({ radius: first + row * pitch, from, to }, SEAT)
      seats.forEach((spot, seat) => {
        spots.push(spot)
        where.push([block, seat, seats.length])
      })
    })
    const letter = rowLetter(row)
    const last = row === rows - 1 && guid !== 'U'
    return drawRow({
      guid: `${guid}-${letter}-`,
      number: letter,
      spots,
      traits: (spot) => {
        const [block, seat, seats] = where[spot]!
        return { ...traits(row, block, seat, seats), ...(last ? besideTheAisle(spot, seat, seats) : {}) }
      },
    })
  })
}

/** The last row lies level with the foyer: wheelchair places at the aisles, a companion’s seat beside each. */
function besideTheAisle(spot: number, seat: number, seats: number): Partial<SeatTraits> {
  if (seat === 0 || seat === seats - 1) return { accessible: true }
  if (seat === 1) return { companionOf: spot }
  if (seat === seats - 2) return { companionOf: spot + 2 }
  return {}
}

/** Boxes of four along the side walls, two chairs in front of two, turned to the stage. */
function boxes(side: 'left' | 'right'): PlanZone {
  const turn = side === 'left' ? -1 : 1
  const rows: PlanRow[] = []
  const walls = []
  for (let box = 0; box < 7; box += 1) {
    const angle = turn * (63.5 - box * 4.15)
    const radius = 690 + box * 54
    const spots = [
      [-13, -13],
      [13, -13],
      [-13, 14],
      [13, 14],
    ].map(([along, back]) => inBox(radius, angle, along! * turn, back!))
    rows.push(
      drawRow({
        guid: `B${side === 'left' ? 'L' : 'R'}-${box + 1}-`,
        number: `${box + 1}`,
        label: 'box %s',
        numberAt: 'none',
        spots,
        traits: () => ({ category: 'Box', restrictedView: box < 2 }),
      }),
    )
    const wall = [
      [-30, -31],
      [30, -31],
      [30, 31],
      [-30, 31],
    ].map(([along, back]) => inBox(radius, angle, along!, back!))
    walls.push(polygon(wall, { color: '#4a2f4f', border: '#b98a4a' }))
  }
  return zone(side === 'left' ? 'Boxes left' : 'Boxes right', rows, walls)
}

/** A point given along the box’s front and back from it, for a box that looks at the middle of the stage’s edge. */
function inBox(radius: number, degrees: number, along: number, back: number): Position {
  const middle = polar(radius, degrees)
  const away = Math.atan2(middle.x, middle.y - 250)
  return rounded({
    x: middle.x + along * Math.cos(away) + back * Math.sin(away),
    y: middle.y - along * Math.sin(away) + back * Math.cos(away),
  })
}

function house(): PlanZone {
  const apron = Array.from({ length: 29 }, (_, i) => polar(372, 28 - 2 * i))
  const [back, front, half] = [60, 250, 330]
  const outline = [
    { x: -half, y: back },
    { x: half, y: back },
    { x: half, y: front },
    ...apron,
    { x: -half, y: front },
  ]
  const stage = polygon(outline, { color: '#3a2c52', border: '#d9a441', text: 'Stage' })
  const pit = polygon(arcBand(385, 440, -30, 30), { color: '#1f1a2e', border: '#6b5a7d' })
  const rail = (radius: number, reach: number) =>
    polygon(arcBand(radius, radius + 9, -reach, reach), { color: '#b98a4a', border: '#d9a441' })
  return zone('House', [], [stage, pit, rail(1062, 37), rail(1332, 35)])
}

/** A theatre of about 1,200 seats: curved stalls, two circles above each other, boxes along the walls. */
export function grandTheatre(): SeatPlan {
  return onSheet(
    'Grand Theatre',
    [
      { name: 'Premium', color: '#e8b04b' },
      { name: 'Stalls', color: '#d9695f' },
      { name: 'Dress Circle', color: '#9b7fe0' },
      { name: 'Upper Circle', color: '#4f9fc4' },
      { name: 'Box', color: '#cf79b4' },
    ],
    [
      house(),
      zone('Stalls', tierRows(stalls)),
      boxes('left'),
      boxes('right'),
      zone('Dress Circle', tierRows(dressCircle)),
      zone('Upper Circle', tierRows(upperCircle)),
    ],
    60,
  )
}
