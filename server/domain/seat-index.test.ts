import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { indexPlan, NO_CATEGORY, SeatFlag } from './seat-index.ts'
import type { SeatPlan } from './seat-plan.ts'

interface Hall {
  rows?: Record<string, number[]>
  floor?: number
  more?: object
  stage?: boolean
}

/** One zone; each row is a list of x positions, its seats are called `A1`, `A2` … */
function hall({ rows = {}, floor = 0, more = {}, stage = false }: Hall): SeatPlan {
  const verdict = checkPlan({
    name: 'Hall',
    size: { width: 1000, height: 1000 },
    categories: [{ name: 'Seats', color: '#aa0000' }, { name: 'Floor' }],
    zones: [
      {
        name: 'Stalls',
        position: { x: 100, y: 50 },
        rows: Object.entries(rows).map(([row_number, xs], r) => ({
          row_number,
          position: { x: 0, y: r * 25 },
          ...more,
          seats: xs.map((x, i) => ({
            seat_guid: `${row_number}${i + 1}`,
            seat_number: `${i + 1}`,
            position: { x, y: 0 },
            category: 'Seats',
          })),
        })),
        areas: [
          ...(floor > 0
            ? [
                {
                  shape: 'rectangle',
                  position: { x: 0, y: 500 },
                  rectangle: { width: 100, height: 40 },
                  text: { text: 'Standing floor' },
                  admission: { id: 'floor', capacity: floor, category: 'Floor' },
                },
              ]
            : []),
          ...(stage
            ? [
                {
                  shape: 'rectangle',
                  position: { x: 200, y: 800 },
                  rotation: 90,
                  rectangle: { width: 100, height: 40 },
                  text: { text: 'Main stage' },
                },
              ]
            : []),
        ],
      },
    ],
  })
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.faults))
  return verdict.plan
}

const at = (...xs: number[]) => xs.map((x) => x * 20)

describe('indexPlan', () => {
  it('numbers zones, rows and seats in plan order, and areas last', () => {
    const index = indexPlan(hall({ rows: { A: at(0, 1), B: at(0) }, floor: 3 }))
    expect(index.places).toBe(6)
    expect(index.seatIds).toEqual(['A1', 'A2', 'B1', 'floor:1', 'floor:2', 'floor:3'])
    expect(index.seatIds.map((id) => index.indexOf(id))).toEqual([0, 1, 2, 3, 4, 5])
    expect([...index.categoryOf]).toEqual([0, 0, 0, 1, 1, 1])
    expect([...index.areaOf]).toEqual([-1, -1, -1, 0, 0, 0])
    expect(index.areas).toEqual([{ id: 'floor', label: 'Standing floor', category: 'Floor', capacity: 3 }])
    expect(index.retired).toEqual([])
    expect([index.x[1], index.y[1], index.y[2]]).toEqual([120, 50, 75])
  })

  it('knows no id that the plan does not have', () => {
    const index = indexPlan(hall({ rows: { A: at(0, 1) }, floor: 3 }))
    for (const id of [
      'A3',
      '',
      ':1',
      'floor',
      'floor:',
      'floor:0',
      'floor:4',
      'floor:01',
      'floor:1.0',
      'bar:1',
    ]) {
      expect(index.indexOf(id), id).toBeUndefined()
    }
    expect(() => index.seatIdOf(5)).toThrow(RangeError)
  })

  it('names places for people', () => {
    const index = indexPlan(hall({ rows: { C: at(0, 1) }, floor: 1 }))
    expect(index.labelOf(1)).toBe('Stalls, row C, seat 2')
    expect(index.labelOf(2)).toBe('Standing floor')
    const renamed = indexPlan(
      hall({ rows: { C: at(0) }, more: { row_label: 'Reihe %s', seat_label: 'Platz %s' } }),
    )
    expect(renamed.labelOf(0)).toBe('Stalls, Reihe C, Platz 1')
  })

  it('keeps every index over a change of plan, appends new seats and retires missing ones', () => {
    const first = indexPlan(hall({ rows: { A: at(0, 1, 2), B: at(0) }, floor: 2 }))
    const second = indexPlan(hall({ rows: { Z: at(0), A: at(0, 1) }, floor: 3 }), first.seatIds)
    expect(second.seatIds).toEqual(['A1', 'A2', 'A3', 'B1', 'floor:1', 'floor:2', 'Z1', 'floor:3'])
    expect(second.retired).toEqual([2, 3])
    expect(second.indexOf('A3')).toBeUndefined()
    expect(second.categoryOf[2]).toBe(NO_CATEGORY)
    expect(second.labelOf(2)).toBe('A3')
    expect(second.flags[2]).toBe(SeatFlag.retired)
    expect(second.indexOf('floor:3')).toBe(7)
    expect([...second.areaUnits[0]!]).toEqual([4, 5, 7])

    const third = indexPlan(hall({ rows: { A: at(0, 1, 2) }, floor: 1 }), second.seatIds)
    expect(third.seatIds).toEqual(second.seatIds)
    expect(third.indexOf('A3')).toBe(2)
    expect(third.retired).toEqual([3, 5, 6, 7])
    expect(third.indexOf('floor:3')).toBeUndefined()
  })

  it('breaks a run of neighbours at an aisle, and nowhere else', () => {
    const { runs } = indexPlan(
      hall({ rows: { A: at(0, 1, 2, 4, 5, 6), B: at(0, 1, 2.3, 3.3, 4.3), C: at(1, 9), D: [] } }),
    )
    const lists = Array.from({ length: runs.count }, (_, r) => [
      ...runs.seats.slice(runs.starts[r], runs.starts[r + 1]),
    ])
    expect(lists).toEqual([[0, 1, 2], [3, 4, 5], [6, 7, 8, 9, 10], [11], [12]])
    expect([...runs.runOf]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4])
    expect(runs.spacing).toBeCloseTo(20)
  })

  it('looks at the stage, or else at the top centre', () => {
    expect(indexPlan(hall({ rows: { A: at(0, 2) } })).focus).toEqual({ x: 120, y: 50 })
    const { focus } = indexPlan(hall({ rows: { A: at(0, 2) }, stage: true }))
    expect(focus.x).toBeCloseTo(100 + 200 - 20)
    expect(focus.y).toBeCloseTo(50 + 800 + 50)
  })
})
