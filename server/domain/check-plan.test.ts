import { describe, expect, it } from 'vitest'
import { checkPlan } from './check-plan.ts'

const seat = (guid: string, more: object = {}) => ({
  seat_guid: guid,
  seat_number: guid,
  position: { x: 0, y: 0 },
  category: 'A',
  ...more,
})
const area = (more: object = {}) => ({
  shape: 'rectangle',
  position: { x: 0, y: 0 },
  rectangle: { width: 10, height: 10 },
  ...more,
})
const plan = (seats: unknown[], more: object = {}) => ({
  name: 'Hall',
  size: { width: 100, height: 100 },
  categories: [{ name: 'A', color: '#aa0000' }],
  zones: [
    {
      name: 'Stalls',
      position: { x: 0, y: 0 },
      rows: [{ row_number: 'A', position: { x: 0, y: 0 }, seats }],
    },
  ],
  ...more,
})
const floor = (...areas: unknown[]) => ({
  ...plan([]),
  zones: [{ name: '', position: { x: 0, y: 0 }, rows: [], areas }],
})

function faultPaths(document: unknown): string[] {
  const verdict = checkPlan(document)
  return verdict.ok ? [] : verdict.faults.map((fault) => fault.path)
}

describe('checkPlan', () => {
  it('takes a plan and keeps what it does not know, with a warning for each kind of key', () => {
    const document = plan([seat('1', { colour: 'red' }), seat('2', { colour: 'blue' })], { editor: 7 })
    const verdict = checkPlan(document)
    expect(verdict.ok && verdict.plan).toMatchObject({
      editor: 7,
      zones: [{ areas: [], rows: [{ seats: [{ colour: 'red' }, { colour: 'blue' }] }] }],
    })
    expect(verdict.warnings).toEqual([
      { path: 'editor', message: expect.stringContaining('kept') },
      { path: 'zones[0].rows[0].seats[0].colour', message: expect.stringContaining('1 more') },
    ])
  })

  it('fills in what the format lets a file leave out', () => {
    const verdict = checkPlan({
      categories: [{ name: 'A' }],
      zones: [{ rows: [{ seats: [seat('1', { position: { x: 30, y: 5 } })] }] }],
    })
    expect(verdict.ok && verdict.plan).toMatchObject({
      name: '',
      size: { width: 50, height: 25 },
      categories: [{ name: 'A', color: expect.stringMatching(/^#/) }],
      zones: [{ name: '', position: { x: 0, y: 0 }, areas: [], rows: [{ position: { x: 0, y: 0 } }] }],
    })
  })

  it('lists every fault, each by its path', () => {
    expect(
      faultPaths(
        plan([
          seat('1'),
          seat('1'),
          seat('3', { category: 'B' }),
          seat('4', { position: { x: Number.NaN, y: '2' } }),
          seat('5', { companion_of: 'nobody' }),
          seat('6', { companion_of: '6', accessible: 'yes' }),
          seat('x'.repeat(101)),
          seat(' '),
          null,
        ]),
      ),
    ).toEqual([
      'zones[0].rows[0].seats[1].seat_guid',
      'zones[0].rows[0].seats[2].category',
      'zones[0].rows[0].seats[3].position.x',
      'zones[0].rows[0].seats[3].position.y',
      'zones[0].rows[0].seats[5].accessible',
      'zones[0].rows[0].seats[6].seat_guid',
      'zones[0].rows[0].seats[6].seat_number',
      'zones[0].rows[0].seats[7].seat_guid',
      'zones[0].rows[0].seats[8]',
      'zones[0].rows[0].seats[4].companion_of',
      'zones[0].rows[0].seats[5].companion_of',
    ])
  })

  it('refuses what is not a plan at all, or sells nothing', () => {
    expect(faultPaths(undefined)).toEqual([''])
    expect(faultPaths([])).toEqual([''])
    expect(faultPaths({})).toEqual(['categories', 'zones'])
    expect(faultPaths(plan([]))).toEqual(['zones'])
    expect(faultPaths(floor(area()))).toEqual(['zones'])
    expect(faultPaths(plan([seat('1')], { zones: 'all' }))).toEqual(['zones', 'zones'])
    expect(faultPaths(plan([seat('1')], { size: { width: 0, height: Number.POSITIVE_INFINITY } }))).toEqual([
      'size.width',
      'size.height',
    ])
  })

  it('refuses two categories of one name, and colours that could be something else', () => {
    const categories = [{ name: 'A', color: 'red;background:url(x)' }, { name: 'A' }, { name: '' }]
    expect(faultPaths(plan([seat('1')], { categories }))).toEqual([
      'categories[0].color',
      'categories[1].name',
      'categories[2].name',
    ])
    for (const color of ['#fff', 'rebeccapurple', 'rgb(1 2 3 / 40%)', 'hsla(10, 20%, 30%, .5)']) {
      expect(checkPlan(plan([seat('1')], { categories: [{ name: 'A', color }] })).ok, color).toBe(true)
    }
  })

  it('checks admissions', () => {
    const admission = (more: object) =>
      area({ admission: { id: 'floor', capacity: 5, category: 'A', ...more } })
    expect(checkPlan(floor(admission({}), area())).ok).toBe(true)
    expect(faultPaths(floor(admission({ capacity: 0 })))).toContain('zones[0].areas[0].admission.capacity')
    expect(faultPaths(floor(admission({ capacity: 1.5 })))).toContain('zones[0].areas[0].admission.capacity')
    expect(faultPaths(floor(admission({ capacity: '5' })))).toContain('zones[0].areas[0].admission.capacity')
    expect(faultPaths(floor(admission({ category: 'B' })))).toEqual(['zones[0].areas[0].admission.category'])
    expect(faultPaths(floor(admission({ id: 'a:b' })))).toEqual(['zones[0].areas[0].admission.id'])
    expect(faultPaths(floor(admission({}), admission({})))).toEqual(['zones[0].areas[1].admission.id'])
  })

  it('refuses a seat that is called like a place of an area', () => {
    const both = plan([seat('floor:3'), seat('door:3'), seat('floor:x')])
    const zones = [
      { ...both.zones[0], areas: [area({ admission: { id: 'floor', capacity: 2, category: 'A' } })] },
    ]
    expect(faultPaths({ ...both, zones })).toEqual(['zones[0].rows[0].seats[0].seat_guid'])
  })

  it('checks every shape', () => {
    expect(
      faultPaths(
        floor(
          { shape: 'blob' },
          { shape: 'circle', circle: { radius: -1 } },
          { shape: 'rectangle' },
          { shape: 'polygon', polygon: { points: [{ x: 0, y: 0 }] } },
          { shape: 'ellipse', ellipse: { radius: { x: 1 } } },
          area({ text: { text: 5 }, admission: { id: 'f', capacity: 1, category: 'A' } }),
        ),
      ),
    ).toEqual([
      'zones[0].areas[0].shape',
      'zones[0].areas[1].circle.radius',
      'zones[0].areas[2].rectangle',
      'zones[0].areas[3].polygon.points',
      'zones[0].areas[4].ellipse.radius.y',
      'zones[0].areas[5].text.text',
    ])
  })

  it('refuses more than 200,000 places, also when areas make them', () => {
    const crowd = (capacity: number) => area({ admission: { id: `a${capacity}`, capacity, category: 'A' } })
    expect(checkPlan(floor(crowd(200_000))).ok).toBe(true)
    expect(faultPaths(floor(crowd(199_999), crowd(2)))).toEqual(['zones'])
    expect(faultPaths(floor(crowd(200_001)))).toContain('zones[0].areas[0].admission.capacity')
  })

  it('keeps the list of faults bounded', () => {
    const verdict = checkPlan(plan(Array.from({ length: 5000 }, () => 1)))
    expect(verdict.ok ? 0 : verdict.faults.length).toBe(1001)
    expect(!verdict.ok && verdict.faults.at(-1)?.message).toContain('4001 more')
  })

  it('warns of two seats with one number in a row', () => {
    const { warnings } = checkPlan(plan([seat('1'), seat('2', { seat_number: '1' })]))
    expect(warnings.map((warning) => warning.path)).toEqual(['zones[0].rows[0].seats[1].seat_number'])
  })
})
