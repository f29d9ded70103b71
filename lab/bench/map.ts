import { join } from 'node:path'
import type { MapRun } from '../map/measure-map.ts'
import { figure, table } from '../table.ts'
import type { Judged } from './budgets.ts'

const firstPaintWithinMs = 500
const framesAtLeast = 55
const changesPerSecond = 200
const plan = join(import.meta.dirname, '../../plans/arena.json')

/**
 * The seat map in a real Chromium, drawn by the processor alone, while seats change: first paint after the data is there, and
 * frames a second at rest, panning and zooming. Browser, server and script share the machine: let nothing else run.
 */
export async function measureMaps(): Promise<{ runs: MapRun[]; judged: Judged[]; text: string }> {
  // Only here: nothing else of a benchmark needs a browser, or Vite.
  const { measureMap, screens } = await import('../map/measure-map.ts')
  const { buildMapPage } = await import('../map/map-page.ts')
  const { mapScript } = await import('../map/map-script.ts')
  const { serveMap } = await import('../map/serve-map.ts')
  const page = await buildMapPage(mapScript)
  const server = await serveMap(page.folder, plan, changesPerSecond)
  const runs: MapRun[] = []
  try {
    for (const screen of screens) runs.push(await measureMap(server.url, screen))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    return { runs, judged: [], text: `map: not measured: ${why}\n` }
  } finally {
    await server.close()
    page.remove()
  }
  return { runs, judged: runs.flatMap(judge), text: tell(runs) }
}

function judge({ screen, firstPaintMs, phases }: MapRun): Judged[] {
  // At rest the map draws fewer frames by intention; what changes alone cost is in the table.
  const rates = phases.filter(({ name }) => name !== 'rest').map(({ framesPerSecond }) => framesPerSecond)
  const slowest = Math.min(...rates)
  return [
    {
      what: `map, ${screen}: first paint after data (ms)`,
      asked: `< ${firstPaintWithinMs}`,
      measured: { median: firstPaintMs, min: firstPaintMs, max: firstPaintMs },
      pass: firstPaintMs < firstPaintWithinMs,
    },
    {
      what: `map, ${screen}: frames a second, slowest movement`,
      asked: `≥ ${framesAtLeast}`,
      measured: { median: slowest, min: slowest, max: Math.max(...rates) },
      pass: slowest >= framesAtLeast,
    },
  ]
}

function tell(runs: readonly MapRun[]): string {
  const head = ['screen', 'movement', 'frames a second', '95 % within', 'main thread, a frame']
  const rows = runs.flatMap(({ screen, phases }) =>
    phases.map(({ name, framesPerSecond, p95Ms, cpuMs }) => [
      screen,
      name,
      figure(framesPerSecond),
      `${figure(p95Ms)} ms`,
      `${figure(cpuMs)} ms`,
    ]),
  )
  const [first] = runs
  const about = `${first?.places.toLocaleString('en-GB')} places, ${changesPerSecond} changes a second, ${first?.browser}, ${first?.renderer}`
  return `map: ${about}\n${table([head, ...rows])}\n`
}
