import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { createPicker, type Pick, type Wish } from './picker.ts'
import { indexPlan, SeatFlag, type SeatIndex } from './seat-index.ts'

interface Place {
  category: string
  accessible?: boolean
  companionOf?: string
  restricted?: boolean
  /** Leave this many seats’ room before it. */
  gap?: number
}

/** Rows one behind the other, seats `r-s` from 0, with a stage at the top of their middle. */
function room(rows: Place[][], areas: { id: string; capacity: number; category: string }[] = []): SeatIndex {
  const verdict = checkPlan({
    name: 'Room',
    categories: [{ name: 'A' }, { name: 'B' }],
    zones: [
      {
        name: 'Room',
        rows: rows.map((places, r) => {
          let x = 0
          return {
            row_number: `${r + 1}`,
            position: { x: 0, y: 60 + r * 25 },
            seats: places.map((place, s) => {
              x += 20 * (1 + (place.gap ?? 0))
              return {
                seat_guid: `${r}-${s}`,
                seat_number: `${s + 1}`,
                position: { x, y: 0 },
                category: place.category,
                ...(place.accessible ? { accessible: true } : {}),
                ...(place.companionOf ? { companion_of: place.companionOf } : {}),
                ...(place.restricted ? { restricted_view: true } : {}),
              }
            }),
          }
        }),
        areas: [
          {
            shape: 'rectangle',
            position: { x: 20, y: 0 },
            rectangle: { width: 180, height: 20 },
            text: { text: 'Stage' },
          },
          ...areas.map((admission) => ({ shape: 'circle', circle: { radius: 50 }, admission })),
        ],
      },
    ],
  })
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.faults))
  return indexPlan(verdict.plan)
}

const row = (places: number, category = 'A'): Place[] => Array.from({ length: places }, () => ({ category }))

function taking(index: SeatIndex, ...ids: string[]) {
  const picker = createPicker(index)
  for (const id of ids) picker.setFree(index.indexOf(id)!, false)
  return { picker, ids: (wish: Wish) => idsOf(index, picker.pick(wish)) }
}

function idsOf(index: SeatIndex, pick: Pick): string[] | string {
  return pick.ok ? pick.seats.map((seat) => index.seatIdOf(seat)).sort() : pick.code
}

describe('the picker', () => {
  it('begins in front of the stage, in the middle', () => {
    const { ids } = taking(room([row(9), row(9)]))
    expect(ids({ quantity: 1 })).toEqual(['0-4'])
    expect(ids({ quantity: 3 })).toEqual(['0-3', '0-4', '0-5'])
  })

  it('leaves no single seat where a slightly worse place avoids it', () => {
    // Of the first row only 4–7 are free: two in the middle would leave one on either side.
    const { ids } = taking(room([row(9), row(9)]), '0-0', '0-1', '0-2', '0-7', '0-8')
    expect(ids({ quantity: 2 })).toEqual(['0-3', '0-4'])
    expect(ids({ quantity: 3 })).toEqual(['1-3', '1-4', '1-5'])
  })

  it('leaves a single seat rather than refuse', () => {
    const { ids } = taking(room([row(3)]))
    expect(ids({ quantity: 2 })).toHaveLength(2)
  })

  it('seats a party together, and not over an aisle', () => {
    const index = room([[...row(3), { category: 'A', gap: 1 }, ...row(2)], row(6)])
    const { ids } = taking(index)
    expect(ids({ quantity: 4, adjacent: true })).toEqual(['1-2', '1-3', '1-4', '1-5'])
    expect(ids({ quantity: 7, adjacent: true })).toBe('NO_ADJACENT_SEATS')
    expect(ids({ quantity: 7 })).toHaveLength(7)
  })

  it('splits a party into few groups, near each other, and leaves nobody alone if it can', () => {
    const index = room([row(8), row(8), row(8)])
    const { ids } = taking(
      index,
      ...['0-0', '0-1', '0-2', '0-6', '0-7', '1-0', '1-1', '1-2', '1-6', '1-7'],
      ...['2-0', '2-2', '2-4', '2-6'],
    )
    expect(ids({ quantity: 4 })).toEqual(['0-4', '0-5', '1-4', '1-5'])
    expect(ids({ quantity: 6 })).toEqual(['0-3', '0-4', '0-5', '1-3', '1-4', '1-5'])
  })

  it('keeps accessible places for those who ask, and seats with a restricted view for last', () => {
    const wheelchair: Place = { category: 'A', accessible: true }
    const index = room([[{ category: 'A', restricted: true }, wheelchair, { category: 'A' }]])
    const { ids } = taking(index)
    expect(ids({ quantity: 1 })).toEqual(['0-2'])
    expect(ids({ quantity: 2 })).toEqual(['0-0', '0-2'])
    expect(ids({ quantity: 3 })).toBe('NOT_ENOUGH_SEATS')
    expect(ids({ quantity: 1, accessible: true })).toEqual(['0-1'])
    expect(taking(index, '0-0', '0-2').ids({ quantity: 1 })).toBe('SOLD_OUT')
    expect(taking(index, '0-1').ids({ quantity: 1, accessible: true })).toBe('SOLD_OUT')
  })

  it('puts the company beside the wheelchair, companions’ seats first, which others get last', () => {
    const index = room([
      row(6),
      [
        ...row(2),
        { category: 'A', companionOf: '1-3' },
        { category: 'A', accessible: true },
        { category: 'A', companionOf: '1-3' },
        ...row(1),
      ],
    ])
    const { ids } = taking(index)
    expect(ids({ quantity: 2, accessible: true })).toEqual(['1-2', '1-3'])
    expect(ids({ quantity: 3, accessible: true, adjacent: true })).toEqual(['1-2', '1-3', '1-4'])
    expect(ids({ quantity: 4, accessible: true, adjacent: true })).toHaveLength(4)
    expect(ids({ quantity: 7, accessible: true, adjacent: true })).toBe('NO_ADJACENT_SEATS')
    expect(ids({ quantity: 7, accessible: true })).toHaveLength(7)
    expect(ids({ quantity: 9 })).toEqual(
      [...Array(6).keys()].map((s) => `0-${s}`).concat('1-0', '1-1', '1-5'),
    )
    expect(ids({ quantity: 11 })).toHaveLength(11)
    expect(ids({ quantity: 12 })).toBe('NOT_ENOUGH_SEATS')
    expect(ids({ quantity: 12, accessible: true })).toHaveLength(12)
  })

  it('gives areas to those who ask, or when seats cannot do it', () => {
    const areas = [
      { id: 'floor', capacity: 3, category: 'B' },
      { id: 'bar', capacity: 5, category: 'B' },
    ]
    const { ids } = taking(room([row(2)], areas))
    expect(ids({ quantity: 2, area: 'bar' })).toEqual(['bar:1', 'bar:2'])
    expect(ids({ quantity: 2 })).toEqual(['0-0', '0-1'])
    expect(ids({ quantity: 4, adjacent: true })).toEqual(['bar:1', 'bar:2', 'bar:3', 'bar:4'])
    expect(ids({ quantity: 10 })).toHaveLength(10)
    expect(ids({ quantity: 10, adjacent: true })).toBe('NO_ADJACENT_SEATS')
    expect(ids({ quantity: 3, category: 'B', accessible: true })).toEqual(['floor:1', 'floor:2', 'floor:3'])
    expect(ids({ quantity: 1, category: 'A', area: 'bar' })).toBe('SOLD_OUT')
    expect(ids({ quantity: 1, area: 'attic' })).toBe('SOLD_OUT')
    expect(ids({ quantity: 1, category: 'C' })).toBe('SOLD_OUT')
  })

  it('never gives a place that left the plan', () => {
    const before = room([row(5)])
    const verdict = checkPlan({
      categories: [{ name: 'A' }],
      zones: [
        {
          rows: [
            { seats: [{ seat_guid: '0-1', seat_number: '2', position: { x: 0, y: 0 }, category: 'A' }] },
          ],
        },
      ],
    })
    const index = indexPlan(verdict.ok ? verdict.plan : expect.fail(), before.seatIds)
    const picker = createPicker(index)
    for (let seat = 0; seat < index.places; seat += 1) picker.setFree(seat, true)
    expect(idsOf(index, picker.pick({ quantity: 1 }))).toEqual(['0-1'])
    expect(picker.pick({ quantity: 2 })).toEqual({ ok: false, code: 'NOT_ENOUGH_SEATS', available: 1 })
    expect(picker.isFree(index.indexOf('0-1')!)).toBe(true)
    expect(() => picker.setFree(99, true)).toThrow(RangeError)
    expect(() => picker.pick({ quantity: 0 })).toThrow(RangeError)
  })
})

const anyPlace: fc.Arbitrary<Place> = fc.record({
  category: fc.constantFrom('A', 'A', 'B'),
  accessible: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  restricted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  gap: fc.constantFrom(0, 0, 0, 0, 1.2),
})
const anyRoom = fc
  .record({
    rows: fc.array(fc.array(anyPlace, { minLength: 1, maxLength: 12 }), { maxLength: 5 }),
    floor: fc.integer({ min: 0, max: 5 }),
    bar: fc.integer({ min: 0, max: 3 }),
  })
  .filter(({ rows, floor, bar }) => rows.length + floor + bar > 0)
  .map(({ rows, floor, bar }) => {
    rows.forEach((places, r) => {
      places.forEach((place, s) => {
        if (places[s - 1]?.accessible && !place.accessible) place.companionOf = `${r}-${s - 1}`
      })
    })
    const areas = [
      { id: 'floor', capacity: floor, category: 'B' },
      { id: 'bar', capacity: bar, category: 'A' },
    ]
    return room(
      rows,
      areas.filter((area) => area.capacity > 0),
    )
  })
const anyWish: fc.Arbitrary<Wish> = fc.record(
  {
    quantity: fc.integer({ min: 1, max: 9 }),
    category: fc.constantFrom('A', 'B'),
    area: fc.constantFrom('floor', 'floor', 'bar'),
    adjacent: fc.boolean(),
    accessible: fc.boolean(),
  },
  { requiredKeys: ['quantity'] },
)

/** Says the same as the picker ought to, by looking at every place every time. */
function reference(index: SeatIndex, isFree: (seat: number) => boolean, wish: Wish): string {
  const all = [...Array(index.places).keys()]
  const numbered = (seat: number) => index.areaOf[seat] === -1
  const accessible = (seat: number) => (index.flags[seat]! & SeatFlag.accessible) !== 0
  const inCategory = (seat: number) =>
    wish.category === undefined || index.categories[index.categoryOf[seat]!]!.name === wish.category
  const inArea = (seat: number, id: string) => index.areas[index.areaOf[seat]!]?.id === id
  const count = (fits: (seat: number) => boolean) =>
    all.filter((seat) => isFree(seat) && inCategory(seat) && fits(seat)).length
  const verdict = (available: number) =>
    available === 0 ? 'SOLD_OUT' : available < wish.quantity ? 'NOT_ENOUGH_SEATS' : 'ok'

  if (wish.area !== undefined) return verdict(count((seat) => inArea(seat, wish.area!)))
  const forWheelchair = wish.accessible && all.some((seat) => numbered(seat) && inCategory(seat))
  if (forWheelchair) {
    if (count(accessible) === 0) return 'SOLD_OUT'
    const enough = verdict(count(numbered))
    if (enough !== 'ok' || !wish.adjacent) return enough
    const parties = all
      .filter((seat) => accessible(seat) && isFree(seat) && inCategory(seat))
      .map((seat) => {
        const party = new Set(neighbours(index, seat, (other) => isFree(other) && inCategory(other)))
        for (const other of all) {
          if (index.companionOf[other] === seat && isFree(other) && inCategory(other)) party.add(other)
        }
        return party.size
      })
    return Math.max(...parties) >= wish.quantity ? 'ok' : 'NO_ADJACENT_SEATS'
  }
  const ordinary = (seat: number) => numbered(seat) && !accessible(seat)
  const enough = verdict(count((seat) => !accessible(seat)))
  if (enough !== 'ok' || !wish.adjacent) return enough
  const sideBySide = all
    .filter((seat) => ordinary(seat) && isFree(seat) && inCategory(seat))
    .map(
      (seat) =>
        neighbours(index, seat, (other) => ordinary(other) && isFree(other) && inCategory(other)).length,
    )
  const standing = index.areas.map(({ id }) => count((seat) => inArea(seat, id)))
  return Math.max(0, ...sideBySide, ...standing) >= wish.quantity ? 'ok' : 'NO_ADJACENT_SEATS'
}

/** All places that can be reached from `seat` along its run over places that suit, itself included. */
function neighbours(index: SeatIndex, seat: number, suits: (seat: number) => boolean): number[] {
  const { runs } = index
  const run = [...runs.seats.slice(runs.starts[runs.runOf[seat]!], runs.starts[runs.runOf[seat]! + 1])]
  const at = run.indexOf(seat)
  let from = at
  let to = at
  while (from > 0 && suits(run[from - 1]!)) from -= 1
  while (to < run.length - 1 && suits(run[to + 1]!)) to += 1
  return run.slice(from, to + 1)
}

function expectFits(index: SeatIndex, wasFree: (seat: number) => boolean, wish: Wish, seats: number[]): void {
  expect(new Set(seats).size).toBe(wish.quantity)
  expect(seats).toHaveLength(wish.quantity)
  for (const seat of seats) {
    expect(wasFree(seat)).toBe(true)
    if (wish.category !== undefined) {
      expect(index.categories[index.categoryOf[seat]!]!.name).toBe(wish.category)
    }
    if (wish.area !== undefined) expect(index.areas[index.areaOf[seat]!]!.id).toBe(wish.area)
    if (!wish.accessible) expect(index.flags[seat]! & SeatFlag.accessible).toBe(0)
  }
  const isNumbered = index.areaOf[seats[0]!] === -1
  if (wish.accessible && isNumbered) {
    expect(seats.some((seat) => index.flags[seat]! & SeatFlag.accessible)).toBe(true)
  }
  if (!wish.adjacent) return
  if (!isNumbered) expect(new Set(seats.map((seat) => index.areaOf[seat]))).toHaveLength(1)
  else if (!wish.accessible) {
    expect(neighbours(index, seats[0]!, (seat) => seats.includes(seat))).toHaveLength(wish.quantity)
  }
}

describe('whatever the room and whatever is taken', () => {
  const anyDay = fc.record({
    index: anyRoom,
    steps: fc.array(
      fc.oneof(
        fc.record({ wish: anyWish, keep: fc.boolean() }),
        fc.record({ seat: fc.nat(), free: fc.boolean() }),
      ),
      { maxLength: 40 },
    ),
  })

  it('gives only what was asked for and free, and refuses only what a naive search refuses', () => {
    fc.assert(
      fc.property(anyDay, ({ index, steps }) => {
        const picker = createPicker(index)
        for (const step of steps) {
          if ('seat' in step) {
            picker.setFree(step.seat % index.places, step.free)
            continue
          }
          const wanted = reference(index, picker.isFree, step.wish)
          const pick = picker.pick(step.wish)
          expect(pick.ok ? 'ok' : pick.code).toBe(wanted)
          if (!pick.ok) continue
          expectFits(index, picker.isFree, step.wish, pick.seats)
          if (step.keep) for (const seat of pick.seats) picker.setFree(seat, false)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('remembers nothing wrong: a picker after a long day chooses like one that has just come', () => {
    fc.assert(
      fc.property(anyDay, fc.array(anyWish, { minLength: 1, maxLength: 6 }), ({ index, steps }, wishes) => {
        const picker = createPicker(index)
        for (const step of steps) {
          if ('seat' in step) picker.setFree(step.seat % index.places, step.free)
          else {
            const pick = picker.pick(step.wish)
            if (pick.ok && step.keep) for (const seat of pick.seats) picker.setFree(seat, false)
          }
        }
        const fresh = createPicker(index)
        for (let seat = 0; seat < index.places; seat += 1) fresh.setFree(seat, picker.isFree(seat))
        for (const wish of wishes) expect(picker.pick(wish)).toEqual(fresh.pick(wish))
      }),
      { numRuns: 300 },
    )
  })

  it('fills a hall completely, one by one or in parties, with no false refusal', () => {
    fc.assert(
      fc.property(anyRoom, fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 10 }), (index, parties) => {
        const picker = createPicker(index)
        const seats = Array.from({ length: index.places }, (_, seat) => seat)
        const sellable = seats.filter((seat) => !(index.flags[seat]! & SeatFlag.accessible)).length
        let sold = 0
        for (const quantity of [...parties, ...seats.map(() => 1)]) {
          const pick = picker.pick({ quantity })
          if (!pick.ok) continue
          for (const seat of pick.seats) picker.setFree(seat, false)
          sold += pick.seats.length
        }
        expect(sold).toBe(sellable)
        expect(picker.pick({ quantity: 1 })).toEqual({ ok: false, code: 'SOLD_OUT' })
      }),
      { numRuns: 200 },
    )
  })
})
