import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeCharts } from './charts/write-charts.ts'

/** `npm run charts`: the README's charts, drawn anew from the newest complete result that is kept. */
const results = join(import.meta.dirname, 'results')
const newest = readdirSync(results)
  .filter((name) => name.startsWith('kept-all-'))
  .toSorted()
  .at(-1)
if (newest === undefined) throw new Error('no result is kept yet: npm run bench -- all --keep')
console.log(`${writeCharts(join(results, newest)).join(', ')}: drawn from ${newest}`)
