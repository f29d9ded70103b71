import { expect, it } from 'vitest'
import { type CpuProfile, selfTimes } from './self-time.ts'

const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 9 })
const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(idle)', '') },
    { id: 2, callFrame: frame('take', 'file:///app/server/inventory/memory.ts') },
    { id: 3, callFrame: frame('', 'file:///app/node_modules/pg/lib/query.js') },
  ],
  startTime: 1_000,
  samples: [1, 2, 2, 3, 1],
  timeDeltas: [0, 10, 20, 30, 40],
}

it('adds up what each function had to itself in the window', () => {
  expect(selfTimes(profile, { fromUs: 1_005, toUs: 1_070 })).toEqual([
    { function: 'take', at: 'server/inventory/memory.ts:10', stage: 'inventory', us: 50 },
    { function: '(anonymous)', at: 'pg/lib/query.js:10', stage: 'postgres client (pg)', us: 40 },
  ])
})
