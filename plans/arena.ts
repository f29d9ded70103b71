import type { PlanArea, PlanZone, Position, SeatPlan } from '../server/domain/seat-plan.ts'
import { onSheet } from './drawing/finish.ts'
import { arcBand, polar, seatsOnLine } from './drawing/geometry.ts'
import { drawRow, polygon, rectangle, type SeatTraits, zone } from './drawing/parts.ts'

/**
 * The bowl runs along three sides of the floor: down the left side, around a corner, along the end, around the
 * other corner, up the right side. The stage closes the fourth.
 */
const SEAT = 25
const SEATS = 20_000
/** Half the floor’s width and its length, without the corners. */
const HALF = 650
const LENGTH = 2430
/** Radius of the corners at the edge of the floor. */
const CORNER = 420
/** Between two blocks. */
const AISLE = 58

interface Tier {
  hundred: number
  rows: number
  /** How far behind the edge of the floor its first row is, and each further one behind the one before. */
  setBack: number
  pitch: number
  side: number
  corner: number
  end: number
}

const lower: Tier = { hundred: 100, rows: 21, setBack: 90, pitch: 36, side: 5, corner: 2, end: 3 }
const upper: Tier = { hundred: 200, rows: 29, setBack: 960, pitch: 37, side: 5, corner: 3, end: 3 }

interface Block {
  number: number
  /** The seats of a row that is so far behind the edge of the floor. */
  row: (back: number) => Position[]
  /** Beside or behind the front edge of the stage. */
  besideStage: boolean
  straight: boolean
}

const middleX = HALF + CORNER
const endY = LENGTH + CORNER

function blocksOf(tier: Tier): Block[] {
  const blocks: Block[] = []
  const add = (block: Omit<Block, 'number'>) =>
    blocks.push({ ...block, number: tier.hundred + blocks.length + 1 })
  const straight = (from: Position, to: Position, away: Position, parts: number, part: number) => {
    const along = { x: (to.x - from.x) / parts, y: (to.y - from.y) / parts }
    const length = Math.hypot(along.x, along.y)
    const trim = AISLE / 2 / length
    const at = (share: number, back: number) => ({
      x: from.x + along.x * (part + share) + away.x * back,
      y: from.y + along.y * (part + share) + away.y * back,
    })
    add({
      straight: true,
      besideStage: from.x === to.x && Math.min(at(0, 0).y, at(1, 0).y) < 10,
      row: (back) => seatsOnLine(at(trim, back), at(1 - trim, back), SEAT),
    })
  }
  const corner = (centre: Position, from: number, parts: number, part: number) => {
    add({
      straight: false,
      besideStage: false,
      row: (back) => {
        const radius = CORNER + back
        const trim = ((AISLE / 2 / radius) * 180) / Math.PI
        const [a, b] = [from + (90 / parts) * part + trim, from + (90 / parts) * (part + 1) - trim]
        const gaps = Math.floor((radius * (b - a) * Math.PI) / 180 / SEAT)
        return Array.from({ length: gaps + 1 }, (_, i) => {
          const at = polar(radius, a + ((b - a) * i) / gaps)
          return { x: centre.x + at.x, y: centre.y + at.y }
        }).reverse()
      },
    })
  }
  const range = (n: number) => Array.from({ length: n }, (_, i) => i)
  // Numbered anticlockwise as seen from above, from the left of the stage to its right; seats from left to right
  // as the audience sits.
  for (const part of range(tier.side)) {
    straight({ x: -middleX, y: 0 }, { x: -middleX, y: LENGTH }, { x: -1, y: 0 }, tier.side, part)
  }
  for (const part of range(tier.corner)) corner({ x: -HALF, y: LENGTH }, -90, tier.corner, part)
  for (const part of range(tier.end)) {
    straight({ x: -HALF, y: endY }, { x: HALF, y: endY }, { x: 0, y: 1 }, tier.end, part)
  }
  for (const part of range(tier.corner)) corner({ x: HALF, y: LENGTH }, 0, tier.corner, part)
  for (const part of range(tier.side)) {
    straight({ x: middleX, y: LENGTH }, { x: middleX, y: 0 }, { x: 1, y: 0 }, tier.side, part)
  }
  return blocks
}

function traitsOf(tier: Tier, block: Block, row: number) {
  const upstairs = tier === upper
  const category = upstairs ? (row < 10 ? 'Upper' : 'Gallery') : row < 8 ? 'Ringside' : 'Lower'
  const platform = !upstairs && row === tier.rows - 1 && block.straight
  return (seat: number, seats: number): SeatTraits => ({
    category,
    ...(block.besideStage ? { restrictedView: true } : {}),
    ...(platform ? onPlatform(seat, seats) : {}),
  })
}

/** The concourse is level with the last row of the lower tier: wheelchair places there, each with a companion. */
function onPlatform(seat: number, seats: number): Partial<SeatTraits> {
  if (seat >= 6 && seat < seats - 6) return {}
  const left = seat < 6
  const place = left ? seat : seats - 1 - seat
  if (place % 2 === 0) return { accessible: true }
  return { companionOf: left ? seat : seat + 2 }
}

function tierZones(tier: Tier): PlanZone[] {
  return blocksOf(tier).map((block) => {
    const rows = Array.from({ length: tier.rows }, (_, row) =>
      drawRow({
        guid: `${block.number}-${row + 1}-`,
        number: `${row + 1}`,
        numberAt: 'start',
        spots: block.row(tier.setBack + row * tier.pitch),
        traits: traitsOf(tier, block, row),
      }),
    )
    return zone(`Block ${block.number}`, rows)
  })
}

/** Leaves out top rows at the far end, where the house has its cameras and its control room, until it is even. */
function trim(zones: PlanZone[], seats: number): void {
  const total = zones.flatMap((each) => each.rows).reduce((sum, row) => sum + row.seats.length, 0)
  if (total < seats) throw new Error(`the bowl has ${total} seats only`)
  let spare = total - seats
  for (const name of ['Block 210', 'Block 209', 'Block 211']) {
    const rows = zones.find((each) => each.name === name)!.rows
    while (spare > 0 && rows.length > 20) {
      const row = rows.at(-1)!
      if (row.seats.length <= spare) {
        spare -= row.seats.length
        rows.pop()
      } else {
        row.seats.splice(row.seats.length - spare)
        spare = 0
      }
    }
  }
  if (spare > 0) throw new Error(`${spare} seats too many to take away at the top`)
}

function floor(): PlanZone {
  const stageDepth = 430
  const stage = polygon(
    [
      { x: -640, y: -120 },
      { x: 640, y: -120 },
      { x: 640, y: stageDepth - 120 },
      { x: 170, y: stageDepth - 120 },
      { x: 170, y: stageDepth + 240 },
      ...arcBand(0, 170, -90, 90)
        .slice(-61)
        .map(({ x, y }) => ({ x, y: y + stageDepth + 240 })),
      { x: -170, y: stageDepth - 120 },
      { x: -640, y: stageDepth - 120 },
    ],
    { color: '#3a2c52', border: '#d9a441', text: 'Stage', size: 120 },
  )
  const reach = HALF + CORNER - 60
  const round = (x: number, from: number) =>
    Array.from({ length: 16 }, (_, i) => polar(CORNER - 60, from + i * 6)).map((at) => ({
      x: x + at.x,
      y: LENGTH + at.y,
    }))
  const standing: PlanArea = {
    ...polygon(
      [
        { x: -reach, y: 420 },
        { x: -260, y: 420 },
        { x: -260, y: 690 },
        ...Array.from({ length: 19 }, (_, i) => polar(260, -90 + i * 10)).map(({ x, y }) => ({
          x,
          y: y + 690,
        })),
        { x: 260, y: 420 },
        { x: reach, y: 420 },
        ...round(HALF, 0).reverse(),
        ...round(-HALF, -90).reverse(),
      ],
      { border: '#58a98a' },
    ),
    text: { position: { x: 0, y: 1500 }, text: 'Standing floor', size: 110 },
    admission: { id: 'floor', capacity: 2000, category: 'Standing', label: 'Standing floor' },
  }
  const desk = rectangle({ x: -190, y: 2280 }, 380, 170, { color: '#2a2440', border: '#6b5a7d' })
  return zone('Floor', [], [stage, standing, desk])
}

/** An arena of 20,000 seats in two tiers on three sides of a standing floor for 2,000. */
export function arena(): SeatPlan {
  const zones = [...tierZones(lower), ...tierZones(upper)]
  trim(zones, SEATS)
  return onSheet(
    'Arena',
    [
      { name: 'Standing', color: '#58b38c' },
      { name: 'Ringside', color: '#e8b04b' },
      { name: 'Lower', color: '#d9695f' },
      { name: 'Upper', color: '#9b7fe0' },
      { name: 'Gallery', color: '#4f9fc4' },
    ],
    [floor(), ...zones],
    160,
  )
}
