import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { map } from '../i18n/en/map.ts'
import { speak } from '../i18n/texts.ts'
import type { PlanDocument, PlanSeat } from './plan-document.ts'
import { indexPlan, Mark, NOWHERE, openPlan } from './plan-index.ts'
import { readPlan, transferOf } from './read-plan.ts'

await speak('en', ['en-GB'])

const seat = (seat_guid: string, x: number, more: Partial<PlanSeat> = {}): PlanSeat => ({
  seat_guid,
  seat_number: seat_guid.split('-')[1]!,
  position: { x, y: 0 },
  category: 'Stalls',
  ...more,
})

const hall = (): PlanDocument => ({
  name: 'Hall',
  categories: [
    { name: 'Stalls', color: '#fc8' },
    { name: 'Standing', color: '#8cf' },
  ],
  zones: [
    {
      name: 'Floor',
      position: { x: 100, y: 100 },
      rows: [],
      areas: [
        {
          shape: 'rectangle',
          position: { x: 0, y: 200 },
          rectangle: { width: 60, height: 40 },
          text: { text: 'Pit' },
          admission: { id: 'pit', capacity: 3, category: 'Standing' },
        },
      ],
    },
    {
      name: 'Stalls',
      position: { x: 1000, y: 0 },
      rows: [
        {
          row_number: 'A',
          position: { x: 10, y: 20 },
          seats: [
            seat('A-1', 1, { accessible: true }),
            seat('A-2', 26, { companion_of: 'A-1' }),
            seat('A-3', 51, { restricted_view: true, radius: 7 }),
          ],
        },
        {
          row_number: 'B',
          row_label: 'Sofa %s',
          position: { x: 10, y: 50 },
          seats: [seat('B-1', 1)],
        },
      ],
      areas: [
        {
          shape: 'rectangle',
          position: { x: 0, y: -100 },
          rectangle: { width: 90, height: 30 },
          text: { text: 'Bühne' },
        },
      ],
    },
  ],
})

test('indexes run zone by zone, row by row, standing room last', () => {
  const plan = indexPlan(hall())
  expect(Array.from({ length: plan.places }, (_, index) => plan.seatId(index))).toEqual([
    'A-1',
    'A-2',
    'A-3',
    'B-1',
    'pit:1',
    'pit:2',
    'pit:3',
  ])
  expect(plan.indexOf('B-1')).toBe(3)
  expect(plan.indexOf('nowhere')).toBeUndefined()
  expect([...plan.standing[0]!.units]).toEqual([4, 5, 6])
  expect(plan.zone[4]).toBe(NOWHERE)
})

test('positions add up: zone, row, seat', () => {
  const plan = indexPlan(hall())
  expect([plan.x[1], plan.y[1]]).toEqual([1036, 20])
  expect([plan.x[3], plan.y[3]]).toEqual([1011, 50])
  expect(plan.standing[0]!.shape.centre).toEqual({ x: 130, y: 320 })
})

test('an order of its own wins: seats keep their index, what is gone stands nowhere, what is new comes last', () => {
  const plan = indexPlan({
    ...hall(),
    order: ['gone', 'B-1', 'pit:2', 'A-1', 'pit:1', 'A-3', 'A-2', 'pit:3'],
  })
  expect(plan.places).toBe(8)
  expect(plan.indexOf('B-1')).toBe(1)
  expect([plan.x[1], plan.y[1]]).toEqual([1011, 50])
  expect(plan.seatId(0)).toBe('gone')
  expect(plan.row[0]).toBe(NOWHERE)
  expect([...plan.rows[0]!.seats]).toEqual([3, 6, 5])
  expect([...plan.standing[0]!.units]).toEqual([4, 2, 7])
  expect([...plan.seats]).toEqual([3, 6, 5, 1])
})

test('marks, companions and radii', () => {
  const plan = indexPlan(hall())
  expect([...plan.marks.slice(0, 4)]).toEqual([Mark.accessible, Mark.companion, Mark.restrictedView, 0])
  expect([...plan.companionOf.slice(0, 4)]).toEqual([-1, 0, -1, -1])
  expect(plan.radius[2]).toBe(7)
  expect(plan.radius[0]).toBe(10)
})

test('everybody faces the stage, whatever language it is named in', () => {
  const plan = indexPlan(hall())
  expect(plan.shapes.map(({ kind }) => kind)).toEqual(['standing', 'stage'])
  expect(plan.stage).toEqual({ x: 1045, y: -85 })
  expect(plan.facing[1]).toBeCloseTo(-Math.PI / 2)
})

test('rows and seats are named as the plan names them', () => {
  const { rows } = indexPlan(hall())
  expect(rows[0]!.label(map.row)).toBe('row A')
  expect(rows[1]!.label(map.row)).toBe('Sofa B')
  expect(rows[0]!.seatLabel('12', map.seat)).toBe('seat 12')
})

test.each(['arena', 'grand-theatre'])(
  'the plan of %s is the same after another thread has read it',
  (name) => {
    const document = JSON.parse(readFileSync(`plans/${name}.json`, 'utf8')) as PlanDocument
    const read = readPlan(document)
    const handedOver = structuredClone(read, { transfer: transferOf(read) })
    expect(read.x.length, 'the large arrays are handed over, not copied').toBe(0)
    const { rows, ...plan } = openPlan(handedOver)
    const { rows: rowsHere, ...here } = indexPlan(document)
    const { grid: _, seatId: __, indexOf: ___, ...data } = plan
    expect(data).toEqual(
      Object.fromEntries(Object.keys(data).map((key) => [key, here[key as keyof typeof here]])),
    )
    expect(rows.map(({ seats }) => seats)).toEqual(rowsHere.map(({ seats }) => seats))
    for (const { rows: numbers, seats } of plan.zones)
      expect([...seats]).toEqual(numbers.flatMap((number) => [...rows[number]!.seats]))
    for (const { shape } of plan.standing) expect(plan.shapes).toContain(shape)
    const last = plan.seats.at(-1)!
    expect(plan.indexOf(plan.seatId(last))).toBe(last)
    expect(plan.grid.nearest(plan.x[last]!, plan.y[last]!, 1)).toBe(last)
  },
)

test('the arena: every place is indexed once, and stands within the plan', () => {
  const plan = indexPlan(JSON.parse(readFileSync('plans/arena.json', 'utf8')) as PlanDocument)
  expect(plan.seats.length).toBe(20_000)
  expect(new Set(plan.seats).size).toBe(20_000)
  expect(plan.places).toBe(20_000 + plan.standing[0]!.capacity)
  expect(plan.zones.reduce((sum, zone) => sum + zone.seats.length, 0)).toBe(20_000)
  for (const index of plan.seats) {
    expect(plan.x[index]! >= plan.box.left && plan.x[index]! <= plan.box.right).toBe(true)
    expect(plan.y[index]! >= plan.box.top && plan.y[index]! <= plan.box.bottom).toBe(true)
  }
})
