import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { layoutOf, takenOf } from './plan-layout.ts'
import { indexPlan } from './seat-index.ts'

function plan(rows: [guid: string, category: string][][], floor: number) {
  const verdict = checkPlan({
    name: 'House',
    size: { width: 100, height: 100 },
    categories: [
      { name: 'Stalls', color: '#c00' },
      { name: 'Circle', color: '#0c0' },
    ],
    zones: [
      {
        name: 'Main',
        position: { x: 0, y: 0 },
        rows: rows.map((seats, r) => ({
          row_number: String(r + 1),
          position: { x: 0, y: r * 10 },
          seats: seats.map(([seat_guid, category], s) => ({
            seat_guid,
            seat_number: String(s + 1),
            category,
            position: { x: s * 10, y: 0 },
          })),
        })),
        areas: [
          {
            shape: 'rectangle',
            position: { x: 0, y: 50 },
            rectangle: { width: 50, height: 50 },
            admission: { id: 'floor', capacity: floor, category: 'Circle' },
          },
        ],
      },
    ],
  })
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.faults))
  return verdict.plan
}

const first = indexPlan(
  plan(
    [
      [
        ['a', 'Stalls'],
        ['b', 'Stalls'],
      ],
      [['c', 'Circle']],
    ],
    2,
  ),
)

describe('the layout of a plan', () => {
  it('says where categories and areas begin, and how many places each has', () => {
    expect(layoutOf(first)).toMatchObject({
      categories: [
        { name: 'Stalls', capacity: 2 },
        { name: 'Circle', capacity: 3 },
      ],
      areas: [{ id: 'floor', category: 'Circle', capacity: 2 }],
      stretches: { starts: [0, 2, 3], category: [0, 1, 1], area: [-1, -1, 0] },
    })
  })

  it('leaves retired places out of every capacity', () => {
    const next = indexPlan(
      plan(
        [
          [['a', 'Stalls']],
          [
            ['c', 'Circle'],
            ['d', 'Circle'],
          ],
        ],
        3,
      ),
      first.seatIds,
    )
    const layout = layoutOf(next)
    expect(layout.categories.map(({ capacity }) => capacity)).toEqual([1, 5])
    expect(layout.stretches.category[1]).toBe(-1)
    // Seat b is retired, which is a claim; the seat after it is held.
    const taken = takenOf(
      layout,
      new Map([
        [1, 1],
        [2, 1],
      ]),
    )
    expect(taken).toEqual({ byCategory: [0, 1], byArea: [0] })
  })
})
