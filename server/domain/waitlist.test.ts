import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'
import { createGatedPicker } from './gated-picker.ts'
import { indexPlan, type SeatIndex } from './seat-index.ts'
import { decideOffers, findsSeats, type PassRules, type Waiting } from './waitlist.ts'

/** Rows of these categories, a letter a seat, and a standing area of category C. */
function room(rows: string[], standing = 0): SeatIndex {
  const checked = checkPlan({
    name: 'Room',
    categories: [{ name: 'A' }, { name: 'B' }, ...(standing > 0 ? [{ name: 'C' }] : [])],
    zones: [
      {
        name: 'Room',
        rows: rows.map((letters, r) => ({
          row_number: `${r + 1}`,
          position: { x: 0, y: r * 25 },
          seats: [...letters].map((category, s) => ({
            seat_guid: `${r}-${s}`,
            seat_number: `${s + 1}`,
            position: { x: s * 20, y: 0 },
            category,
          })),
        })),
        areas:
          standing > 0
            ? [
                {
                  shape: 'circle',
                  circle: { radius: 50 },
                  admission: { id: 'floor', capacity: standing, category: 'C' },
                },
              ]
            : [],
      },
    ],
  })
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
  return indexPlan(checked.plan)
}

function emptyPicker(index: SeatIndex) {
  const picker = createGatedPicker(
    index,
    index.categories.map(({ name }) => name),
  )
  for (let seat = 0; seat < index.places; seat += 1) picker.setFree(seat, false)
  return picker
}

const rules: PassRules = { passes: 3, passMs: 60_000, nowMs: 1_000_000, closed: [] }

function waiting(id: string, quantity: number, change: Partial<Waiting> = {}): Waiting {
  return {
    id,
    quantity,
    categories: null,
    area: null,
    adjacent: false,
    gathering: false,
    gathered: [],
    passed: 0,
    firstPassedAtMs: null,
    ...change,
  }
}

const hall = room(['AAAAAA', 'BBBBBB'], 4)
const decide = (free: number[], entries: Waiting[], change: Partial<PassRules> = {}) =>
  decideOffers(hall, emptyPicker(hall), free, entries, { ...rules, ...change })

describe('who of those that wait gets which seats', () => {
  it('gives one seat to the first, and to nobody else', () => {
    expect(decide([3], [waiting('first', 1), waiting('second', 1)]).offers).toEqual([
      { id: 'first', seats: [3] },
    ])
  })

  it('asks how many they are: a pair is passed by one person, who fits', () => {
    const { offers, passed, gathers } = decide([3], [waiting('pair', 2), waiting('one', 1)])
    expect(offers).toEqual([{ id: 'one', seats: [3] }])
    expect(passed).toEqual([{ id: 'pair', passed: 1, firstPassedAtMs: rules.nowMs }])
    expect(gathers).toEqual([])
  })

  it('asks where they want to sit, and does not count what they could not have used', () => {
    const { offers, passed } = decide([6], [waiting('front', 1, { categories: ['A'] }), waiting('back', 1)])
    expect(offers).toEqual([{ id: 'back', seats: [6] }])
    expect(passed).toEqual([])
  })

  it('gives a party seats of several categories if it takes them', () => {
    const party = waiting('party', 2, { categories: ['A', 'B'] })
    expect(decide([0, 6, 12], [party]).offers).toEqual([{ id: 'party', seats: [0, 6] }])
  })

  it('keeps a party together that wants to be, and nobody gets what is behind a code', () => {
    const pair = waiting('pair', 2, { adjacent: true })
    expect(decide([0, 2], [pair]).offers).toEqual([])
    expect(decide([0, 2, 3], [pair]).offers).toEqual([{ id: 'pair', seats: [2, 3] }])
    expect(decide([0, 1], [pair], { closed: ['A'] }).offers).toEqual([])
  })

  it('gathers seats for whoever was passed too often, and passes them no more', () => {
    const pair = waiting('pair', 2, { passed: 3, firstPassedAtMs: rules.nowMs })
    const kept = decide([3], [pair, waiting('one', 1)])
    expect(kept).toEqual({ offers: [], gathers: [{ id: 'pair', seats: [3] }], passed: [] })
    const gathering = { ...pair, gathering: true, gathered: [3] }
    expect(decide([8], [gathering, waiting('one', 1)]).offers).toEqual([{ id: 'pair', seats: [3, 8] }])
  })

  it('gathers also for whoever was first passed too long ago', () => {
    const pair = waiting('pair', 2, { passed: 1, firstPassedAtMs: rules.nowMs - rules.passMs })
    expect(decide([3], [pair, waiting('one', 1)]).gathers).toEqual([{ id: 'pair', seats: [3] }])
  })

  it('counts passes within one look, too: the second person behind gets nothing', () => {
    const four = waiting('four', 4, { categories: ['A'] })
    const singles = ['a', 'b', 'c'].map((id) => waiting(id, 1, { categories: ['A'] }))
    const { offers, gathers } = decide([0, 2, 4], [four, ...singles], { passes: 1 })
    expect(offers.map(({ id }) => id)).toEqual(['a'])
    expect(gathers).toMatchObject([{ id: 'four', seats: { length: 2 } }])
  })

  it('gathers for a party that wants to sit together in one stretch only; the rest goes on', () => {
    const trio = waiting('trio', 3, { adjacent: true, categories: ['A'], gathering: true, gathered: [0] })
    const { offers, gathers } = decide([3, 4], [trio, waiting('one', 1)])
    expect(gathers).toEqual([{ id: 'trio', seats: [3, 4] }])
    expect(offers).toEqual([{ id: 'one', seats: [0] }])
  })

  it('lets those in front have what was gathered for those behind', () => {
    const pair = waiting('pair', 2, { gathering: true, gathered: [3] })
    const { offers, gathers } = decide([], [waiting('first', 1), pair])
    expect(offers).toEqual([{ id: 'first', seats: [3] }])
    expect(gathers).toEqual([{ id: 'pair', seats: [] }])
  })

  it('tells who need not wait', () => {
    const finds = (free: number[], entry: Waiting) => findsSeats(hall, emptyPicker(hall), free, entry, [])
    expect(finds([0, 2], waiting('pair', 2))).toBe(true)
    expect(finds([0, 2], waiting('pair', 2, { adjacent: true }))).toBe(false)
    expect(finds([0, 2], waiting('pair', 1, { area: 'floor' }))).toBe(false)
  })
})

const party = fc.record({
  quantity: fc.integer({ min: 1, max: 4 }),
  categories: fc.constantFrom(null, ['A'], ['B'], ['A', 'B'], ['C']),
  adjacent: fc.boolean(),
  gathering: fc.boolean(),
  passed: fc.nat(3),
})

describe('whatever is free and whoever waits', () => {
  const picker = emptyPicker(hall)
  const look = fc.record({
    free: fc.uniqueArray(fc.nat(hall.places - 1), { maxLength: 8 }),
    parties: fc.array(party, { maxLength: 7 }),
    passes: fc.integer({ min: 0, max: 3 }),
  })

  it('every seat goes to one at most, each gets all they asked for, and who fits does not wait', () => {
    fc.assert(
      fc.property(look, ({ free, parties, passes }) => {
        const entries = parties.map((wish, at) => waiting(`${at}`, wish.quantity, wish))
        const { offers, gathers, passed } = decideOffers(hall, picker, free, entries, { ...rules, passes })
        const given = [...offers, ...gathers].flatMap(({ seats }) => seats)
        expect(new Set(given).size).toBe(given.length)
        expect(free).toEqual(expect.arrayContaining(given))
        for (const { id, seats } of offers) {
          const { quantity, categories, adjacent } = entries[Number(id)]!
          expect(seats).toHaveLength(quantity)
          for (const seat of seats)
            expect(categories ?? ['A', 'B', 'C']).toContain(hall.categories[hall.categoryOf[seat]!]!.name)
          if (adjacent) expect(isTogether(seats)).toBe(true)
        }
        const left = free.filter((seat) => !given.includes(seat))
        for (const entry of entries) {
          if (offers.some(({ id }) => id === entry.id)) continue
          expect(findsSeats(hall, picker, left, entry, [])).toBe(false)
          const kept = gathers.find(({ id }) => id === entry.id)?.seats ?? []
          expect(kept.length).toBeLessThan(entry.quantity)
          if (entry.adjacent) expect(isInOneStretch(kept, entry.quantity)).toBe(true)
        }
        for (const one of passed) expect(one.passed).toBeLessThanOrEqual(Math.max(passes, 0))
        for (let seat = 0; seat < hall.places; seat += 1) expect(picker.isFree(seat)).toBe(false)
      }),
    )
  })

  it('the first who fits is served, whatever those behind want', () => {
    fc.assert(
      fc.property(look, ({ free, parties, passes }) => {
        const entries = parties.map((wish, at) =>
          waiting(`${at}`, wish.quantity, { ...wish, gathering: false }),
        )
        const first = entries.find((entry) => findsSeats(hall, picker, free, entry, []))
        const { offers } = decideOffers(hall, picker, free, entries, { ...rules, passes: passes + 4 })
        expect(offers[0]?.id).toBe(first?.id)
      }),
    )
  })

  it('nobody is passed oftener than the rule says, and a party of two is served before too many of one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(11), { minLength: 8, maxLength: 30 }),
        fc.integer({ min: 0, max: 3 }),
        (freed, passes) => {
          let pair: Waiting | null = waiting('pair', 2)
          let free: number[] = []
          let served = 0
          for (const seat of freed) {
            if (pair === null) break
            free = free.includes(seat) || pair.gathered.includes(seat) ? free : [...free, seat]
            const singles = [waiting(`s${served}`, 1), waiting(`t${served}`, 1)]
            const { offers, gathers, passed } = decideOffers(hall, picker, free, [pair, ...singles], {
              ...rules,
              passes,
            })
            const taken = [...offers, ...gathers].flatMap(({ seats }) => seats)
            free = free.filter((one) => !taken.includes(one))
            served += offers.filter(({ id }) => id !== 'pair').length
            expect(served).toBeLessThanOrEqual(passes)
            if (offers.some(({ id }) => id === 'pair')) pair = null
            else
              pair = {
                ...pair,
                ...passed[0],
                gathering: pair.gathering || gathers.length > 0,
                gathered: gathers[0]?.seats ?? pair.gathered,
              }
          }
          if (new Set(freed).size >= passes + 2) expect(pair).toBe(null)
        },
      ),
    )
  })
})

function isTogether(seats: number[]): boolean {
  if (hall.areaOf[seats[0]!]! >= 0) return seats.every((seat) => hall.areaOf[seat] === hall.areaOf[seats[0]!])
  return isInOneStretch(seats, seats.length)
}

function isInOneStretch(seats: number[], quantity: number): boolean {
  if (seats.length === 0) return true
  if (hall.areaOf[seats[0]!]! >= 0) return seats.every((seat) => hall.areaOf[seat] === hall.areaOf[seats[0]!])
  const spread = Math.max(...seats) - Math.min(...seats)
  return spread < quantity && seats.every((seat) => hall.runs.runOf[seat] === hall.runs.runOf[seats[0]!])
}
