import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawCharts } from './draw-charts.ts'

const docs = join(import.meta.dirname, '../../docs')

/** Draws a kept result into the README's pictures. Gives their paths. */
export function writeCharts(resultFile: string): string[] {
  const charts = drawCharts(JSON.parse(readFileSync(resultFile, 'utf8')))
  return Object.entries(charts).map(([name, svg]) => {
    writeFileSync(join(docs, name), svg)
    return `docs/${name}`
  })
}
